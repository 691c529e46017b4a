"""What the doors may ask for, a module for each aggregate."""
