"""What is done with data about people, as a partnership says it itself: in versions from a day on."""
