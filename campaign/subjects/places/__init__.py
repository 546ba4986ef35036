"""Units on a map, and the list beside it."""
