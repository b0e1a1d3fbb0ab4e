"""People, organisations and the partnerships they make."""
