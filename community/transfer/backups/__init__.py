"""A copy of database and media as they are, and back: `flask backup`, `flask restore`."""
