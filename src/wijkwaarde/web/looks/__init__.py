"""The page *Wie keek er*: by day or by organisation, with the reason in plain words."""
