"""Values of an index that a partnership told itself, beside the series that were read in with price lists."""
