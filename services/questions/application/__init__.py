"""What the questions service does: one function for each command, read or event."""
