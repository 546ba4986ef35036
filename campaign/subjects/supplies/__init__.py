"""What the stages use up: what is in store, for how long, what is to come, and when a stage stops for want of it."""
