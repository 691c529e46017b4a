"""The use cases of identity: one command, one function, one transaction."""
