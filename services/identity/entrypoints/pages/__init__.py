"""The pages: the public directory of spokespersons; its words, template and files."""
