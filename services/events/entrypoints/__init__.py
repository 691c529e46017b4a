"""The two doors; both translate what comes in to a command."""
