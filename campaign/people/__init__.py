"""Who may see what, and who looked at what."""
