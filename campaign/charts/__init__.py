"""Figures: frame in, go.Figure out. Nothing here queries or draws on a screen."""
