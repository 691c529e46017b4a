"""Owns releases, their editions, log and media, and how they reach the press; publishes `distribution.>`."""
