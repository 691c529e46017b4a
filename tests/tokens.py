"""Access tokens for tests, signed by a key whose JWKS lies in a file: JWKS_URL=file:... needs no identity."""

import time
from pathlib import Path
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from shared.ids import uuid7

ISSUER = "http://127.0.0.1:8000/identity/v1"


class Issuer:
    """Stands for identity: `Issuer(tmp_path).token("reporter", reporter_id=...)`; settings `.jwks_url`."""

    def __init__(self, directory: Path, issuer: str = ISSUER, key_id: str = "test-key") -> None:
        self.issuer, self.key_id = issuer, key_id
        self.key = OKPKey.generate_key("Ed25519", {"kid": key_id, "use": "sig", "alg": "Ed25519"})
        self.path = directory / "jwks.json"
        self.path.write_bytes(msgspec.json.encode(KeySet([self.key]).as_dict(private=False)))

    @property
    def jwks_url(self) -> str:
        """The setting JWKS_URL."""
        return self.path.as_uri()

    def token(self, *roles: str, **claims: object) -> str:
        """A token for a new account with these roles; a claim given as None is left out."""
        now = int(time.time())
        every: dict[str, object] = {
            "iss": self.issuer,
            "aud": "caunoi",
            "sub": str(uuid7()),
            "iat": now,
            "exp": now + 600,
            "jti": str(uuid7()),
            "act": {"sub": "super-app"},
            "roles": list(roles),
            "scope": "",
        } | {name: str(value) if isinstance(value, UUID) else value for name, value in claims.items()}
        kept = {name: value for name, value in every.items() if value is not None}
        return jwt.encode({"alg": "Ed25519", "kid": self.key_id}, kept, self.key, algorithms=["Ed25519"])

    def machine(self, *scopes: str, client_id: str = "portal") -> str:
        """A token of a machine client: scopes, no account and no roles."""
        return self.token(sub=client_id, act=None, client_id=client_id, scope=" ".join(scopes))

    def bearer(self, *roles: str, **claims: object) -> dict[str, str]:
        """Request headers with a token of `token(...)`."""
        return {"Authorization": f"Bearer {self.token(*roles, **claims)}"}
