"""What is the same by decision in all five services: the contracts, and the chassis under them."""
