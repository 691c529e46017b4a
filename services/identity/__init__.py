"""Owns people, agencies, newsrooms, spokespersons and tokens; publishes identity.*; consumes nothing."""
