"""The shared logic of the campaign progress dashboard: ARCHITECTURE.md shows its rooms and floors."""
