"""The two doors of the questions service; both translate what comes in to a command."""
