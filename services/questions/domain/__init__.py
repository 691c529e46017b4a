"""The rules of questions and their terms in plain Python: no framework, no I/O, no clock of its own."""
