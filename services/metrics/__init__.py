"""The metrics service: projections and figures from what the others publish; publishes nothing yet."""
