"""Incidents on PostgreSQL."""
