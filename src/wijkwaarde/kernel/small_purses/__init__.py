"""The small purse of an organisation: what a professional pays at once, without asking anybody, with its receipt."""
