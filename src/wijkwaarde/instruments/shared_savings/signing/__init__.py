"""What a party says of an agreement and of a settlement: yes, or no with a reason; its forms, pages and words."""
