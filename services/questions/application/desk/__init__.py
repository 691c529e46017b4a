"""What helps the people at the desks; all of it explains itself, and none of it decides."""
