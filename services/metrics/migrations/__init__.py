"""Schema changes of the metrics database, forwards only."""
