"""One measure over time: burn-down, pace, what if."""
