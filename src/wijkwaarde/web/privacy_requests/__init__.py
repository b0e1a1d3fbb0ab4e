"""The pages of what residents ask about their data, and of the privacy contact who answers."""
