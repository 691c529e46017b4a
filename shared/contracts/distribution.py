"""Events of the distribution service (releases, deliveries, published items); it publishes none yet."""
