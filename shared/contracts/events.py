"""Events of the events service (press events, invitations, accreditation and passes); it publishes none yet."""
