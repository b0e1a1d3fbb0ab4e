"""What agreements about money ask of somebody, on the first page of a member; the pages themselves are an instrument's."""
