"""One function for each command, one transaction each; a module for each aggregate."""
