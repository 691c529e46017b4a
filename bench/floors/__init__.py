"""The floors: bare programs that do the least a job allows."""
