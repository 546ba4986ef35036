"""What every figure means, and how often the forecast was right."""
