"""The settings of each service on the local stack, as the variables that a container would get."""

from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.local.keyring import Keyring

PUBLIC_URL = "http://127.0.0.1:8000"
VNEID_CLIENT_ID = "caunoi"
VNEID_SECRET = "vneid-client"  # noqa: S105 - a name of a secret, not one


def environment(
    service: str,
    keyring: Keyring,
    *,
    database_url: str,
    nats_url: str,
    seed_file: Path | None,
    vneid_url: str,
) -> dict[str, str]:
    """What a service is told; whoever calls may change any of it."""
    values = {
        "DATABASE_URL": database_url,
        "NATS_URL": nats_url,
        "PUBLIC_URL": PUBLIC_URL,
        "JWKS_URL": f"{PUBLIC_URL}/identity/v1/jwks.json",
        # On one machine one client is everybody: a demonstration, a load generator, a fuzzer.
        "RATE_LIMIT_PER_MINUTE": "1000000",
    }
    if seed_file is not None:
        values["NATS_NKEY_SEED_FILE"] = str(seed_file)
    own = _OWN.get(service)
    return values | own(keyring, vneid_url) if own else values


def _identity(keyring: Keyring, vneid_url: str) -> dict[str, str]:
    from services.identity.adapters.identifier_keys import create_cipher_keys
    from services.identity.adapters.keys import create_identifier_key, create_signing_keys

    signing = keyring.folder / "identity-signing.jwks"
    identifiers = keyring.folder / "identity-identifier.key"
    ciphers = keyring.folder / "identity-identifier-ciphers.json"
    create_signing_keys(signing)
    create_identifier_key(identifiers)
    create_cipher_keys(ciphers)
    return {
        "SIGNING_KEY_FILE": str(signing),
        "IDENTIFIER_KEY_FILE": str(identifiers),
        "IDENTIFIER_CIPHER_KEY_FILE": str(ciphers),
        "CALENDAR_FILE": str(Path(__file__).with_name("seed") / "questions" / "calendar.json"),
        "VNEID_ISSUER": vneid_url,
        "VNEID_CLIENT_ID": VNEID_CLIENT_ID,
        "VNEID_CLIENT_SECRET_FILE": str(keyring.secret_file(VNEID_SECRET)),
    }


def _events(keyring: Keyring, _vneid_url: str) -> dict[str, str]:
    from services.events.adapters.keys import create_pass_keys

    signing = keyring.folder / "events-passes.jwks"
    create_pass_keys(signing)
    return {"PASS_SIGNING_KEY_FILE": str(signing)}


def _distribution(keyring: Keyring, _vneid_url: str) -> dict[str, str]:
    from services.distribution.adapters.keys import create_address_key, create_release_key
    from services.distribution.adapters.webhooks.secrets import create_delivery_key

    signing = keyring.folder / "distribution-signing.jwks"
    addresses = keyring.folder / "distribution-addresses.key"
    create_release_key(signing)
    create_address_key(addresses)
    deliveries = keyring.folder / "distribution-deliveries.key"
    create_delivery_key(deliveries)
    return {
        "DELIVERY_KEY_FILE": str(deliveries),
        "ALLOW_LOCAL_WEBHOOKS": "true",
        "RELEASE_KEY_FILE": str(signing),
        "MEDIA_KEY_FILE": str(addresses),
        "MEDIA_URL": (keyring.folder.parent / "media").absolute().as_uri(),
    }


def _questions(keyring: Keyring, _vneid_url: str) -> dict[str, str]:
    return {"ATTACHMENTS_URL": (keyring.folder.parent / "attachments").absolute().as_uri()}


_OWN: Mapping[str, Callable[[Keyring, str], dict[str, str]]] = {
    "identity": _identity,
    "questions": _questions,
    "distribution": _distribution,
    "events": _events,
}
