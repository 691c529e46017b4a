"""How the suite is run: the embedded stack of a laptop, images, manifests, generated contracts."""
