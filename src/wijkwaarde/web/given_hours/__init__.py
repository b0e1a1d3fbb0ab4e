"""The page of hours that volunteers and residents gave, per activity and organisation."""
