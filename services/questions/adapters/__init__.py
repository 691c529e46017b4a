"""The outside of the questions service: PostgreSQL behind the ports, and the calendar's sources."""
