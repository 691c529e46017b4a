"""What this service knows and keeps, a module for each aggregate."""
