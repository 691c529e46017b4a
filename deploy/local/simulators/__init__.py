"""What lies outside of the suite, as programs of our own: nothing here runs in production."""
