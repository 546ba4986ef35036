"""What keeps the dashboard from working on this machine, and what to do: `campaign doctor`."""
