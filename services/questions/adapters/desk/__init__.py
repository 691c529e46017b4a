"""The desk on PostgreSQL: queue, assignments, projections, and what suggestions are learnt from."""
