"""What a reader gets: nothing yet, because there is nothing to read yet."""
