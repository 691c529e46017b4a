"""Real processes and servers, killed, stopped and restarted; they end with the last test of this package."""
