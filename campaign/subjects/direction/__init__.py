"""What a leader has to act on: proposals from fixed rules, what changed, whom to praise and whom to urge."""
