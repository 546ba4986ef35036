"""Which units have confirmed their figures of a day, and what changed since they did."""
