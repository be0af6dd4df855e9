"""What the reading of speech acts and commitments is worth, against gold annotated by hand."""
