"""The rules of who is who and who may speak; plain Python."""
