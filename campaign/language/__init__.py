"""How a number, a day, a name and a column are written."""
