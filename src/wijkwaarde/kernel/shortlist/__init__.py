"""The few prices that a partnership uses every day, and what "every week" stands for; price lists themselves are not here."""
