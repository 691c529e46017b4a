"""The scoreboard as pages: what they say, how numbers are written, and the templates."""
