"""What the use cases need from outside, a module for each aggregate."""
