"""What templates of the site may call; they are given data for all the rest."""
