"""What all subjects draw with: exhibits, HTML, tables, sparklines."""
