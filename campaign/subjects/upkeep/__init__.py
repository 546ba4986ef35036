"""The campaign's own files as people read them: their records, and the history of their changes."""
