"""The whole suite on one machine without Docker: real servers from wheels, one Python process, one origin."""
