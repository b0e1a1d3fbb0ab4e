"""The pages of small purses: paying on a phone, what was paid, and keeping purses."""
