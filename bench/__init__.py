"""Measured figures, each beside its floor: the cheapest honest program for the same job."""
