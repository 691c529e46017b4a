"""Facts about questions, releases and press events; they merge in any order, however often (ADR 0014)."""
