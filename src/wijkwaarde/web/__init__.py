"""Pages, charts and documents: what every screen shares; it knows no instrument."""
