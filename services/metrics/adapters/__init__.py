"""The projection in PostgreSQL: merged by one statement, rebuilt in a schema beside the live one."""
