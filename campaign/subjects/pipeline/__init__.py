"""A chain of stages: what waits before which."""
