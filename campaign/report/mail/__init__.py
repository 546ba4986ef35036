"""What is told by mail: alerts and the morning brief, each written for one reader from what the pages show them."""
