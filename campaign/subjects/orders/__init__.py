"""Orders: what was asked of whom, what the figures say of it, and whether it helped."""
