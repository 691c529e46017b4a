"""The outside of identity, behind its ports: database, identity provider, keys, tokens."""
