"""OpenID providers: discovery documents and keys, cached; VNeID is one, the super-app's another."""

from typing import Any

import httpx
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.identity.adapters.flight import RETRY_SECONDS, Flight, ProviderUnavailable

_FRESH_SECONDS = 3600.0
_TIMEOUT = httpx.Timeout(5.0)


class Discovery(msgspec.Struct, frozen=True):
    """The part of a discovery document that is used (OpenID Connect Discovery 1.0 section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class Provider:
    """One issuer; its documents are read once by whoever comes first, while the others wait for that answer.

    A key unknown so far makes the key set be read again, at most every ten seconds. While the provider is
    away, keys read before go on working.
    """

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self._discovery = Flight(self._read_discovery)
        self._keys = Flight(self._read_keys)

    async def discovery(self) -> Discovery:
        """Raises ProviderUnavailable; a document of another issuer counts as none."""
        return self._discovery.value or await self._discovery.fresh()

    async def keys(self, kid: str | None) -> KeySet:
        """The keys that sign the provider's tokens, read anew when `kid` is not among them.

        Raises ProviderUnavailable when no key was ever read, or the token's is not known and cannot be.
        """
        keys = self._keys.value
        if keys is None:
            return await self._keys.fresh()
        if any(key.kid == kid for key in keys.keys):
            if self._keys.age > _FRESH_SECONDS:
                self._keys.behind()
            return keys
        return await self._keys.fresh() if self._keys.age > RETRY_SECONDS else keys

    async def _read_discovery(self) -> Discovery:
        address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        found: Discovery = _decode(await _request("GET", address), Discovery)
        if found.issuer != self.issuer:
            raise ProviderUnavailable(f"{address} is the document of another issuer")
        return found

    async def _read_keys(self) -> KeySet:
        response = await _request("GET", (await self.discovery()).jwks_uri)
        try:
            return KeySet.import_key_set(response.json())
        except (ValueError, KeyError, TypeError, JoseError) as error:
            raise ProviderUnavailable(f"no key set at {self.issuer}") from error

    async def redeem(self, body: dict[str, str], client: tuple[str, str]) -> dict[str, Any] | None:
        """The token response for a code; None when the provider refuses the code (RFC 6749 section 5.2)."""
        endpoint = (await self.discovery()).token_endpoint
        response = await _request("POST", endpoint, data=body, auth=client)
        if response.status_code != 200:
            return None
        found: dict[str, Any] = _decode(response, dict[str, Any])
        return found


class Providers:
    """The issuers whose tokens are accepted; no other address is ever asked."""

    def __init__(self, issuers: frozenset[str]) -> None:
        self._known = {issuer: Provider(issuer) for issuer in issuers}

    def get(self, issuer: str) -> Provider | None:
        """The provider, if its issuer is on the list."""
        return self._known.get(issuer)


async def _request(method: str, url: str, **options: Any) -> httpx.Response:
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT, trust_env=False) as client:
            response = await client.request(method, url, **options)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ProviderUnavailable(f"{method} {url}: {type(error).__name__}") from error
    if response.status_code >= 500 or (method == "GET" and response.status_code != 200):
        raise ProviderUnavailable(f"{method} {url}: {response.status_code}")
    return response


def _decode(response: httpx.Response, kind: Any) -> Any:
    try:
        return msgspec.json.decode(response.content, type=kind)
    except msgspec.MsgspecError as error:
        raise ProviderUnavailable(f"{response.url}: not the document expected") from error
