"""Facts that every instrument shares: errors, files, price lists; no opinions about them."""
