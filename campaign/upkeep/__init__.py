"""The files that a campaign's office keeps: their records, a change of one of them, and the journal of changes."""
