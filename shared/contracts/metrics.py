"""Events of the metrics service (closed periods); it publishes none yet."""
