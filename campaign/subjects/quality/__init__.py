"""Whether the figures can be trusted, and who must be called."""
