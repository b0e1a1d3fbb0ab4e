"""A party says no to the text of an agreement or to a settlement, with a reason; signatures and shares are in `agreements`."""
