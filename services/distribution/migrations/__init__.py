"""Schema changes of the distribution database, forwards only."""
