"""What a photo of the paper may be; pictures that are not what they say."""
