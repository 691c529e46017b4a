"""The five services; none imports another, they meet on the bus."""
