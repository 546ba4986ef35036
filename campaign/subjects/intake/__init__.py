"""Files on their way in: what waits for a decision and what it would change. Asked of the intake, never done here."""
