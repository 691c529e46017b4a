"""The schema of the questions database, forwards only."""
