"""Emergency access: somebody who takes no part fears for a resident's safety, and reads for a few hours."""
