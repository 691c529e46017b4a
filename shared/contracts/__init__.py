"""The published language of the suite: every event on the bus, one file for each publisher, msgspec only."""
