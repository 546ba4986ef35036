"""Figures for other programs, below /api/v1: every question of queries/*.sql, what changes, and how to ask."""
