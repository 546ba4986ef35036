"""Where the missing items will be."""
