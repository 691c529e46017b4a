"""The doors of identity: HTTP, bus and command line; each translates to a command."""
