"""Request bodies with their limits, a module for each aggregate; an unknown field is an error."""
