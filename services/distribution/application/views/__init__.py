"""What a reader gets, a module for each aggregate."""
