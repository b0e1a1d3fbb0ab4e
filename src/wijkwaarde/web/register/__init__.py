"""The register of what is done with data about people (GDPR article 30): a page for everybody, and a file."""
