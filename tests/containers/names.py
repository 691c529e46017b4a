"""Which images the tests run on; with a Docker daemon and a registry, the official ones."""

import os

POSTGRES_IMAGE = os.environ.get("POSTGRES_IMAGE", "docker.io/library/postgres:latest")
NATS_IMAGE = os.environ.get("NATS_IMAGE", "docker.io/library/nats:latest")
PYTHON_IMAGE = os.environ.get("PYTHON_IMAGE", "docker.io/library/python:3.11-slim")
"""The BASE of deploy/Dockerfile."""
