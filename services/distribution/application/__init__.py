"""The use cases: one command, one function, one transaction."""
