"""What the local stack starts with: the province's agencies, one administrator, the super-app."""
