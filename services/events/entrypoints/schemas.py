"""Request bodies: none yet."""
