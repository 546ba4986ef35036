"""One folder a subject: its numbers, sentences, charts, blocks and exhibits."""
