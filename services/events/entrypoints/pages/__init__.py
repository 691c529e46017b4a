"""The pages: e-invitation, press pass, door; their words, templates and files."""
