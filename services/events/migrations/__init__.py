"""Schema changes of the events database, forwards only."""
