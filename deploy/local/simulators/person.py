"""A person who signs in through the super-app: demo, tests and benchmarks get their tokens this way."""

import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from deploy.local.simulators.register import challenge_of

TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name
ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - a name


class SignInFailed(Exception):
    """What the simulator or identity answered instead of a token."""


@dataclass(frozen=True)
class SuperApp:
    """The super-app's backend: a client of VNeID (`vneid_*`) and of identity (`client_*`)."""

    issuer: str
    identity_url: str
    vneid_id: str
    vneid_secret: str
    redirect_uri: str
    client_id: str
    client_secret: str


async def sign_in(http: httpx.AsyncClient, app: SuperApp, identifier: str, full_name: str = "") -> str:
    """The ID token of a person; a person unknown to the simulator needs a name. Raises SignInFailed."""
    verifier, state, nonce = (secrets.token_urlsafe(32) for _ in range(3))
    query = {
        "response_type": "code",
        "client_id": app.vneid_id,
        "redirect_uri": app.redirect_uri,
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    }
    person = {"identifier": identifier, "full_name": full_name}
    answer = await http.post(f"{app.issuer}/authorize?{urlencode(query)}", data=person)
    back = {
        name: values[0]
        for name, values in parse_qs(urlsplit(answer.headers.get("location", "")).query).items()
    }
    if answer.status_code != 302 or back.get("state") != state or "code" not in back:
        raise SignInFailed(f"{answer.status_code} {answer.text[:300]} {back.get('error_description', '')}")
    form = {
        "grant_type": "authorization_code",
        "code": back["code"],
        "redirect_uri": app.redirect_uri,
        "code_verifier": verifier,
    }
    redeemed = await http.post(f"{app.issuer}/token", data=form, auth=(app.vneid_id, app.vneid_secret))
    if redeemed.status_code != 200:
        raise SignInFailed(f"{redeemed.status_code} {redeemed.text[:300]}")
    return str(redeemed.json()["id_token"])


async def exchange(http: httpx.AsyncClient, app: SuperApp, id_token: str) -> str:
    """The access token for an ID token (RFC 8693). Raises SignInFailed."""
    form = {"grant_type": TOKEN_EXCHANGE, "subject_token": id_token, "subject_token_type": ID_TOKEN}
    url = f"{app.identity_url}/identity/v1/oauth/token"
    answer = await http.post(url, data=form, auth=(app.client_id, app.client_secret))
    if answer.status_code != 200:
        raise SignInFailed(f"{answer.status_code} {answer.text[:300]}")
    return str(answer.json()["access_token"])


async def access_token(http: httpx.AsyncClient, app: SuperApp, identifier: str, full_name: str = "") -> str:
    """Both steps: the access token that the super-app uses for this person, good for ten minutes."""
    return await exchange(http, app, await sign_in(http, app, identifier, full_name))
