"""The ways a rule can be broken, a module for each aggregate; each has a stable code."""
