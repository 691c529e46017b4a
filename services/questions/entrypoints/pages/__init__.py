"""The public answers site: its words, templates, style and feed."""
