"""Use cases: apply what arrived, rebuild from the streams, and read the figures."""
