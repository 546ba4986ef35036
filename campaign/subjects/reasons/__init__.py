"""Why items are still missing, and what can be done about it."""
