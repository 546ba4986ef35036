"""Readers of file formats: each turns a file into a header and a table of raw cells, one row per record."""
