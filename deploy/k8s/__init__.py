"""The manifests for Kubernetes: what is generated in them, how they are rendered, what makes them valid."""
