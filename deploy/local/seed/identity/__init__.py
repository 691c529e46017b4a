"""Files for `python -m services.identity seed`, and the clients of the local stack."""

from pathlib import Path

import msgspec

from deploy.local.environment import VNEID_CLIENT_ID, VNEID_SECRET
from deploy.local.keyring import Keyring
from deploy.local.simulators.person import SuperApp
from deploy.local.simulators.register import RegisteredClient, SimulatedPerson

FOLDER = Path(__file__).parent
AGENCIES = FOLDER / "agencies.json"
ADMINISTRATOR = FOLDER / "administrator.json"

SUPER_APP = "super-app"
SUPER_APP_AT_VNEID = "super-app-vneid"
SUPER_APP_REDIRECT = "http://127.0.0.1:8090/callback"
"""Nobody listens there: who signs in for the super-app reads the code from the redirect."""


def seed_files(keyring: Keyring) -> tuple[Path, ...]:
    """The arguments of `seed`; the clients' file is made with the secrets of this keyring."""
    clients = {
        "clients": [
            {
                "client_id": SUPER_APP,
                "name": "Hue-S (mô phỏng)",
                "secret": keyring.secret(SUPER_APP),
                "grant_types": ["urn:ietf:params:oauth:grant-type:token-exchange", "client_credentials"],
                "scopes": ["reporters:read"],
                "audiences": [SUPER_APP_AT_VNEID],
            }
        ]
    }
    return AGENCIES, ADMINISTRATOR, _written(keyring.folder / "identity-clients.json", clients)


def vneid_files(keyring: Keyring, public_url: str) -> tuple[Path, Path]:
    """The files for `--clients` and `--persons` of the VNeID simulator; persons are kept between runs."""
    callback = f"{public_url}/identity/v1/sign-in/callback"
    clients = [
        RegisteredClient(VNEID_CLIENT_ID, keyring.secret(VNEID_SECRET), (callback,)),
        RegisteredClient(SUPER_APP_AT_VNEID, keyring.secret(SUPER_APP_AT_VNEID), (SUPER_APP_REDIRECT,)),
    ]
    persons = keyring.folder / "vneid-persons.json"
    if not persons.exists():
        _written(persons, [administrator()])
    return _written(keyring.folder / "vneid-clients.json", clients), persons


def administrator() -> SimulatedPerson:
    """The first administrator, who enrols everybody else."""
    known = msgspec.json.decode(ADMINISTRATOR.read_bytes())["administrator"]
    return SimulatedPerson(known["personal_identifier"], known["full_name"])


def super_app(keyring: Keyring, *, issuer: str, public_url: str) -> SuperApp:
    """The super-app's backend on the local stack, for `deploy.local.simulators.person`."""
    return SuperApp(
        issuer=issuer,
        identity_url=public_url,
        vneid_id=SUPER_APP_AT_VNEID,
        vneid_secret=keyring.secret(SUPER_APP_AT_VNEID),
        redirect_uri=SUPER_APP_REDIRECT,
        client_id=SUPER_APP,
        client_secret=keyring.secret(SUPER_APP),
    )


def _written(path: Path, content: object) -> Path:
    draft = path.with_name(path.name + ".new")
    draft.touch(mode=0o600)
    draft.write_bytes(msgspec.json.encode(content))
    draft.replace(path)
    return path
