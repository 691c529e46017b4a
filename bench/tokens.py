"""A token checked in a service, and tokens exchanged; the floor is one signature check and one signature."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from bench.figure import Figure, middle
from bench.stack import Stack, stack
from deploy.local.seed.identity import SUPER_APP, seed_files, super_app
from deploy.local.simulators.person import ID_TOKEN, TOKEN_EXCHANGE
from services.identity.adapters.clients import KnownClients
from services.identity.adapters.id_tokens import IdTokenVerifier, Unverified
from services.identity.adapters.oauth import TokenEndpoint, TokenRequest
from services.identity.adapters.oidc import Providers
from services.identity.entrypoints.parts import Parts
from services.identity.entrypoints.seed import seed
from services.identity.settings import Settings
from shared.clock import RealClock
from shared.persistence import Database
from shared.settings import load
from shared.web.jwks import JwksSource
from shared.web.tokens import TokenVerifier
from tests.tokens import ISSUER, Issuer

COLD, UNSEEN, SEEN, BARE = 200, 1000, 20_000, 1000
EXCHANGES, AT_ONCE, ROUNDS = 320, 16, 3
MESSAGE = b"x" * 600
Check = Callable[[], Awaitable[object]]


async def measure() -> list[Figure]:
    """Microseconds of a check, by how much of it is known already; exchanges per second."""
    with tempfile.TemporaryDirectory() as folder:
        figures = await _checks(Issuer(Path(folder)))
    async with stack(["identity"]) as place:
        return [*figures, await _exchanges(place)]


async def _checks(issuer: Issuer) -> list[Figure]:
    """Through the verifier that every guard uses; the cold one reads the key set first, from a file."""
    tokens = [issuer.token("reporter") for _ in range(UNSEEN + 1)]
    warm = TokenVerifier(ISSUER, JwksSource(issuer.jwks_url))
    await warm.verify(tokens[0])
    fresh = [TokenVerifier(ISSUER, JwksSource(issuer.jwks_url)) for _ in range(COLD)]
    cold = await _microseconds([partial(one.verify, tokens[0]) for one in fresh])
    unseen = await _microseconds([partial(warm.verify, token) for token in tokens[1:]])
    seen = await _microseconds([partial(warm.verify, tokens[0])] * SEEN)
    floor = _bare_check()
    return [
        Figure("token check, cold key", cold, "us", floor, note="floor: a bare Ed25519 check"),
        Figure("token check, warm key", unseen, "us", floor, note="floor: a bare Ed25519 check"),
        Figure("token check, token seen", seen, "us"),
    ]


async def _microseconds(calls: Sequence[Check]) -> float:
    begun = time.perf_counter()
    for call in calls:
        await call()
    return (time.perf_counter() - begun) / len(calls) * 1e6


def _bare_check() -> float:
    key = Ed25519PrivateKey.generate()
    signature, public = key.sign(MESSAGE), key.public_key()
    begun = time.perf_counter()
    for _ in range(BARE):
        public.verify(signature, MESSAGE)
    return (time.perf_counter() - begun) / BARE * 1e6


class _KeysAtHand(IdTokenVerifier):
    """An identity provider whose keys have been read already, as in all but the first exchange of an hour."""

    def __init__(self, parts: Parts, key: RSAKey) -> None:
        settings, issuer = parts.settings, parts.settings.vneid_issuer
        claims = settings.identifier_claim, settings.name_claim
        super().__init__(Providers(frozenset({issuer})), parts.digests, *claims, own_issuer=issuer)
        self._set = KeySet([key])

    async def keys_for(self, token: Unverified) -> KeySet:
        """Without a request."""
        return self._set


async def _exchanges(place: Stack) -> Figure:
    """From the form to the answer, with its transaction, without HTTP; each of another person, all known."""
    settings = load(Settings, place.environment("identity"))
    keyring = place.servers.keyring
    await seed(settings, [str(file) for file in seed_files(keyring)])
    key = RSAKey.generate_key(2048, {"kid": "vneid"})
    app = super_app(keyring, issuer=settings.vneid_issuer, public_url=settings.public_url)
    database = Database(settings.database_url)
    parts = Parts.build(settings, database, RealClock())
    verifier = _KeysAtHand(parts, key)
    endpoint = TokenEndpoint(parts.issuer, verifier, parts.failures, KnownClients(database), parts.sessions)
    rates, bare = [], []
    try:
        for _ in range(1 + ROUNDS):
            tokens = [_id_token(key, settings, person) for person in range(EXCHANGES)]
            sent = [_request(token, app.client_secret) for token in tokens]
            rates.append(EXCHANGES / await _spent(endpoint, parts, sent))
            bare.append(_bare_exchanges(key))
    finally:
        await database.close()
    note = "floor: an RSA-2048 check and an Ed25519 signature"
    # The first round made the accounts, which happens once in a person's life.
    return Figure("token exchange", middle(rates[1:]), "1/s", middle(bare[1:]), note=note)


async def _spent(endpoint: TokenEndpoint, parts: Parts, sent: Sequence[TokenRequest]) -> float:
    waiting = list(sent)

    async def client() -> None:
        while waiting:
            answer = await endpoint.respond(waiting.pop(), parts.admit)
            if answer.status != 200:
                raise RuntimeError(f"an exchange was refused: {answer.body}")

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(AT_ONCE)))
    return time.perf_counter() - begun


def _id_token(key: RSAKey, settings: Settings, number: int) -> str:
    now = int(time.time())
    claims = {
        "iss": settings.vneid_issuer,
        "aud": SUPER_APP,
        "sub": str(number),
        "iat": now,
        "exp": now + 300,
        settings.identifier_claim: f"0465990{number:05d}",
        settings.name_claim: "Lê Thị Hỏi",
    }
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


def _request(id_token: str, secret: str) -> TokenRequest:
    form = {
        "grant_type": TOKEN_EXCHANGE,
        "subject_token": id_token,
        "subject_token_type": ID_TOKEN,
        "client_id": SUPER_APP,
        "client_secret": secret,
    }
    return TokenRequest("application/x-www-form-urlencoded", None, urlencode(form).encode(), "127.0.0.1")


def _bare_exchanges(key: RSAKey) -> float:
    """Exchanges per second if one were a signature checked and a signature made, and nothing else."""
    theirs, ours = key.private_key, Ed25519PrivateKey.generate()
    assert theirs is not None, "it was generated"
    signature, public = theirs.sign(MESSAGE, PKCS1v15(), SHA256()), theirs.public_key()
    begun = time.perf_counter()
    for _ in range(BARE):
        public.verify(signature, MESSAGE, PKCS1v15(), SHA256())
        ours.sign(MESSAGE)
    return BARE / (time.perf_counter() - begun)
