"""The doors: the bus, HTTP, and the commands of an operator."""
