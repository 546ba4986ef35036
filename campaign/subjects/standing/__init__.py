"""Where every measure stands: the overview."""
