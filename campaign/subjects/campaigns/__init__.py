"""Several campaigns beside one another: each one's answer, and two of them by share of time."""
