"""Files for `python -m services.identity seed`, and the super-app's backend on the local stack."""

from pathlib import Path

import msgspec
from joserfc.jwk import OKPKey

from deploy.local.keyring import Keyring
from deploy.local.simulators.person import SuperApp

FOLDER = Path(__file__).parent
AGENCIES = FOLDER / "agencies.json"
ADMINISTRATOR = FOLDER / "administrator.json"

SUPER_APP = "super-app"
"""The super-app's client id, at VNeID and at identity; its secrets are two."""
SUPER_APP_CALLBACK = "http://127.0.0.1/super-app/callback"
"""Nobody listens there: who signs in for the super-app reads the code from the redirect."""
DOOR_DEVICE = "door-demo"
"""A door scanner that is enrolled already, with the scope door:scan and a key of its own."""
_AT_IDENTITY = "super-app"
_AT_VNEID = "super-app-at-vneid"


def seed_files(keyring: Keyring) -> tuple[Path, ...]:
    """The arguments of `seed`; the clients' file is made with the secrets of this keyring."""
    clients = {
        "clients": [
            {
                "client_id": SUPER_APP,
                "name": "Siêu ứng dụng (mô phỏng)",
                "secret": keyring.secret(_AT_IDENTITY),
                "grant_types": [
                    "urn:ietf:params:oauth:grant-type:token-exchange",
                    "client_credentials",
                    "refresh_token",
                ],
                "scopes": ["reporters:read", "webhooks:manage", "offline_access"],
                "audiences": [SUPER_APP],
            },
            {
                "client_id": DOOR_DEVICE,
                "name": "Máy quét ở cửa (mô phỏng)",
                "grant_types": ["client_credentials"],
                "scopes": ["door:scan"],
                "keys": [door_device_key(keyring).as_dict(private=False)],
            },
        ]
    }
    return AGENCIES, ADMINISTRATOR, _private(keyring.folder / "identity-clients.json", clients)


def door_device_key(keyring: Keyring) -> OKPKey:
    """The private key of the door device, as the device itself would have made it at its enrolment."""
    path = keyring.folder / "door-device.jwk"
    if not path.exists():
        made = OKPKey.generate_key("Ed25519", {"kid": DOOR_DEVICE}, private=True)
        _private(path, made.as_dict(private=True))
    return OKPKey.import_key(msgspec.json.decode(path.read_bytes()))


def administrator() -> tuple[str, str]:
    """Identifier and name of the first administrator, who enrols everybody else."""
    known = msgspec.json.decode(ADMINISTRATOR.read_bytes())["administrator"]
    return known["personal_identifier"], known["full_name"]


def super_app(keyring: Keyring, *, issuer: str, public_url: str) -> SuperApp:
    """The super-app's backend, for `deploy.local.simulators.person`; `issuer` is the simulator's address."""
    return SuperApp(
        issuer=issuer,
        identity_url=public_url,
        vneid_id=SUPER_APP,
        vneid_secret=keyring.secret(_AT_VNEID),
        redirect_uri=SUPER_APP_CALLBACK,
        client_id=SUPER_APP,
        client_secret=keyring.secret(_AT_IDENTITY),
    )


def _private(path: Path, content: object) -> Path:
    draft = path.with_name(path.name + ".new")
    draft.touch(mode=0o600)
    draft.write_bytes(msgspec.json.encode(content))
    draft.replace(path)
    return path
