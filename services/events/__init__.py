"""Owns press events, invitations, press passes and check-ins; publishes events.*; consumes identity.*."""
