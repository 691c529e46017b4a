"""Plays ten weeks of the pilot through the public HTTP APIs, on a held clock, and compares the figures."""
