"""Code as a value: which definitions of this project a function reaches, and a hash of what they do."""
