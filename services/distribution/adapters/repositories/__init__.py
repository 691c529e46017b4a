"""The ports on PostgreSQL, a module for each aggregate."""
