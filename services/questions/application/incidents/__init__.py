"""Extraordinary matters: opening, the acts that start a clock, the first statement."""
