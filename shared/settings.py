"""Typed settings from a mapping of names to texts; every problem is named at once, at start."""

import ipaddress
from collections.abc import Mapping
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


class InvalidSettings(Exception):
    """At least one setting is missing or malformed; the message names each."""

    def __init__(self, missing: list[str], malformed: dict[str, str]) -> None:
        self.missing, self.malformed = missing, malformed
        lines = [f"{name} is missing" for name in missing]
        lines += [f"{name}: {reason}" for name, reason in malformed.items()]
        super().__init__("; ".join(lines))


class ServiceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What every service reads from its environment; field `x_y` is the variable `X_Y`."""

    database_url: str
    nats_url: str
    public_url: str
    jwks_url: str
    nats_nkey_seed_file: str | None = None
    province_code: str = "46"
    clock: str = "real"
    log_level: str = "INFO"
    otlp_endpoint: str | None = None
    api_host: str = "0.0.0.0"
    api_port: int = 8080
    worker_port: int = 8081
    rate_limit_per_minute: int = 600
    trusted_proxies: str = "127.0.0.1"
    """Addresses and networks, comma separated, whose X-Forwarded-For says who calls: the gateway's only.

    Failures and floods are counted by that address; behind a gateway not named here everybody has one.
    """

    def __post_init__(self) -> None:
        try:
            for proxy in self.trusted_proxies.split(","):
                ipaddress.ip_network(proxy.strip())
        except ValueError as error:
            raise InvalidSettings([], {"TRUSTED_PROXIES": str(error)}) from error


def load(cls: type[T], environ: Mapping[str, str]) -> T:
    """Settings of type `cls`; raises InvalidSettings that names every missing and malformed variable."""
    values: dict[str, object] = {}
    missing: list[str] = []
    malformed: dict[str, str] = {}
    for field in msgspec.structs.fields(cls):
        name = field.name.upper()
        text = environ.get(name, "")
        if text == "":
            if field.required:
                missing.append(name)
            continue
        try:
            values[field.name] = msgspec.convert(text, field.type, strict=False)
        except msgspec.ValidationError as error:
            malformed[name] = str(error)
    if missing or malformed:
        raise InvalidSettings(missing, malformed)
    return cls(**values)
