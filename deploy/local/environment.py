"""The settings of each service on the local stack, as the variables that a container would get."""

from collections.abc import Mapping

PUBLIC_URL = "http://127.0.0.1:8000"


def environment(service: str, *, database_url: str, nats_url: str, seed_file: str | None) -> dict[str, str]:
    """What a service is told; whoever calls may change any of it."""
    values = {
        "DATABASE_URL": database_url,
        "NATS_URL": nats_url,
        "PUBLIC_URL": PUBLIC_URL,
        "JWKS_URL": f"{PUBLIC_URL}/identity/v1/jwks.json",
        "LOG_LEVEL": "WARNING",
        **_OWN.get(service, {}),
    }
    return values | ({"NATS_NKEY_SEED_FILE": seed_file} if seed_file else {})


_OWN: Mapping[str, Mapping[str, str]] = {}
