"""Settings say everything that is wrong with them at once."""

import msgspec
import pytest

from shared.settings import InvalidSettings, ServiceSettings, load

COMPLETE = {
    "DATABASE_URL": "postgresql://questions@127.0.0.1/questions",
    "NATS_URL": "nats://127.0.0.1:4222",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "JWKS_URL": "http://127.0.0.1:8000/identity/v1/jwks.json",
}


def test_every_missing_name_is_named_at_once() -> None:
    with pytest.raises(InvalidSettings) as refusal:
        load(ServiceSettings, {})
    assert refusal.value.missing == ["DATABASE_URL", "NATS_URL", "PUBLIC_URL", "JWKS_URL"]
    assert all(name in str(refusal.value) for name in COMPLETE)


def test_a_malformed_value_is_named_with_its_reason() -> None:
    with pytest.raises(InvalidSettings, match="API_PORT: Expected `int`"):
        load(ServiceSettings, {**COMPLETE, "API_PORT": "eighty"})


@pytest.mark.parametrize("proxies", ["*", "gateway", "10.0.0.1/8", "127.0.0.1,", "127.0.0.1 10.0.0.1"])
def test_a_proxy_that_is_no_address_is_refused_at_start(proxies: str) -> None:
    with pytest.raises(InvalidSettings, match="TRUSTED_PROXIES"):
        load(ServiceSettings, {**COMPLETE, "TRUSTED_PROXIES": proxies})


def test_an_empty_value_is_a_missing_one() -> None:
    with pytest.raises(InvalidSettings, match="NATS_URL is missing"):
        load(ServiceSettings, {**COMPLETE, "NATS_URL": ""})


def test_values_get_the_types_of_their_fields() -> None:
    class Settings(ServiceSettings, frozen=True, kw_only=True):
        confirm: bool = False

    settings = load(Settings, {**COMPLETE, "API_PORT": "9000", "CONFIRM": "true", "UNRELATED": "x"})
    assert (settings.api_port, settings.confirm) == (9000, True)
    assert msgspec.structs.asdict(settings)["province_code"] == "46"
