"""The HTTP chassis: one application factory, and what every operation of every service has in common."""
