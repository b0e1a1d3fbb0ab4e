"""What every answer of the site says to the browser about safety, and to whom a hole can be told; no page about people."""
