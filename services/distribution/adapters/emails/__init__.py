"""Mail on the wire."""
