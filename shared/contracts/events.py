"""Events of the events service (press events, accreditation, passes); it publishes none yet."""
