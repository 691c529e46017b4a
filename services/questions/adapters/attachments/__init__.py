"""Attachments on PostgreSQL, in an object store, and under a scanner."""
