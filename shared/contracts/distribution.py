"""Events of the distribution service (releases, editions, deliveries and published items); it publishes none yet."""
