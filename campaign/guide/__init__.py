"""The help: pages for each reader, and what the program itself says of figures, files, messages and questions."""
