"""Facts that merge in any order, and the figures they give."""
