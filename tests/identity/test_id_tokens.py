"""ID tokens of other providers: every way in which one can be wrong."""

import base64
import hmac
from typing import Any

import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from services.identity.adapters.id_tokens import IdTokenVerifier, InvalidIdToken, peek
from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.adapters.oidc import Providers

ISSUER = "https://sso.example"
KEY = RSAKey.generate_key(2048, parameters={"kid": "k1"})
OTHER = RSAKey.generate_key(2048, parameters={"kid": "k1"})
NOW = 1_790_000_000
US = frozenset({"super-app"})


@pytest.fixture
def verifier() -> IdTokenVerifier:
    digests = IdentifierDigests(b"k" * 32)
    return IdTokenVerifier(Providers(frozenset({ISSUER})), digests, "SoDinhDanh", "HoVaTen", lambda: NOW)


def _claims(**changes: Any) -> dict[str, Any]:
    claims = {
        "iss": ISSUER,
        "aud": "super-app",
        "sub": "s",
        "iat": NOW - 10,
        "exp": NOW + 300,
        "SoDinhDanh": "046599000001",
        "HoVaTen": "Lê Thị Hỏi",
    } | changes
    return {name: value for name, value in claims.items() if value is not None}


def _signed(key: RSAKey = KEY, **changes: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": "k1"}, _claims(**changes), key, algorithms=["RS256"])


def _part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(content)).decode().rstrip("=")


def _verify(verifier: IdTokenVerifier, token: str, nonce: str | None = None) -> Any:
    return verifier.verify(token, KeySet([KEY]), US, nonce)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"aud": "another"}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": ["super-app", "another"]}, "authorized party"),
        ({"aud": ["super-app", "another"], "azp": "another"}, "authorized party"),
        ({"azp": "another"}, "authorized party"),
        ({"exp": NOW}, "expired"),
        ({"exp": "tomorrow"}, "required"),
        ({"exp": True}, "numbers"),
        ({"iat": None}, "required"),
        ({"iat": NOW - 300}, "five minutes"),
        ({"iat": NOW + 31}, "future"),
        ({"SoDinhDanh": "04659900001"}, "identifier"),
        ({"SoDinhDanh": "04659900000A"}, "identifier"),
        ({"SoDinhDanh": None}, "identifier"),
        ({"HoVaTen": "  "}, "name"),
        ({"HoVaTen": "x\u0007"}, "name"),
    ],
)
def test_a_signed_token_is_refused_when_a_claim_is_not_in_order(
    verifier: IdTokenVerifier, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(InvalidIdToken, match=reason) as refusal:
        _verify(verifier, _signed(**changes))
    assert "0465990" not in str(refusal.value)


def test_a_token_signed_by_another_key_under_the_same_kid_is_refused(verifier: IdTokenVerifier) -> None:
    with pytest.raises(InvalidIdToken, match="signature"):
        _verify(verifier, _signed(OTHER))


def test_a_token_without_signature_is_refused(verifier: IdTokenVerifier) -> None:
    with pytest.raises(InvalidIdToken, match="signature"):
        _verify(verifier, f"{_part({'alg': 'none'})}.{_part(_claims())}.")


def test_the_public_key_does_not_serve_as_a_shared_secret(verifier: IdTokenVerifier) -> None:
    signed = f"{_part({'alg': 'HS256', 'kid': 'k1'})}.{_part(_claims())}"
    mac = hmac.digest(KEY.as_pem(private=False), signed.encode(), "sha256")
    with pytest.raises(InvalidIdToken, match="signature"):
        _verify(verifier, f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}")


def test_a_changed_claim_breaks_the_signature(verifier: IdTokenVerifier) -> None:
    header, _claims_part, signature = _signed().split(".")
    with pytest.raises(InvalidIdToken, match="signature"):
        _verify(verifier, f"{header}.{_part(_claims(SoDinhDanh='046599000009'))}.{signature}")


@pytest.mark.parametrize("nonce", [None, "", "another", "khác"])
def test_a_nonce_that_we_asked_for_comes_back(verifier: IdTokenVerifier, nonce: str | None) -> None:
    with pytest.raises(InvalidIdToken, match="nonce"):
        _verify(verifier, _signed(nonce=nonce), "asked-for")
    assert _verify(verifier, _signed(nonce="asked-for"), "asked-for")


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "é.é.é", "bnVsbA.bnVsbA.", "x" * 20_000])
def test_what_is_no_jwt_has_no_issuer(text: str) -> None:
    with pytest.raises(InvalidIdToken):
        peek(text)


async def test_only_listed_issuers_are_asked_for_keys(verifier: IdTokenVerifier) -> None:
    with pytest.raises(InvalidIdToken, match="issuer"):
        await verifier.keys_for(peek(_signed(iss="http://169.254.169.254")))


def test_a_good_token_gives_the_same_digest_for_the_same_person(verifier: IdTokenVerifier) -> None:
    one, again = _verify(verifier, _signed()), _verify(verifier, _signed(sub="other", HoVaTen="Le  Hỏi"))
    assert one.identifier == again.identifier
    assert one.identifier.last4 == "0001"
    assert b"046599000001" not in one.identifier.digest
