"""Places in a hierarchy with a year: country, municipality, district, neighbourhood and below."""
