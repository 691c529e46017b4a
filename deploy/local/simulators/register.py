"""What the VNeID simulator knows: clients, invented persons, codes given out, and how it shall behave."""

import base64
import hashlib
import hmac
import threading
import time
from pathlib import Path
from typing import Literal

import msgspec

HOST = "127.0.0.1"
CODE_SECONDS = 60

Mode = Literal["ok", "slow", "down", "wrong"]
Fault = Literal["signature", "nonce", "audience", "issuer"]


class RegisteredClient(msgspec.Struct, frozen=True):
    """A relying party; redirect addresses are compared letter by letter."""

    client_id: str
    client_secret: str
    redirect_uris: tuple[str, ...]


class SimulatedPerson(msgspec.Struct, frozen=True):
    """An invented person."""

    identifier: str
    full_name: str

    @property
    def subject(self) -> str:
        """The provider's own name for the person; it does not give the identifier away."""
        return hashlib.sha256(b"vneid simulator " + self.identifier.encode()).hexdigest()[:32]


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the simulator behaves until told otherwise; `seconds` counts for slow, `fault` for wrong."""

    mode: Mode = "ok"
    seconds: float = 3.0
    fault: Fault = "signature"


class IssuedCode(msgspec.Struct, frozen=True):
    """What a code was given out for; `upstream_client` is the client that the mock behind believes in."""

    client_id: str
    redirect_uri: str
    challenge: str
    upstream_client: str
    issued_at: float


class Register:
    """In memory, shared by the server's threads; persons are kept in a file if there is one."""

    def __init__(self, clients: tuple[RegisteredClient, ...], persons_file: Path | None = None) -> None:
        self._clients = {client.client_id: client for client in clients}
        self._persons: dict[str, SimulatedPerson] = {}
        self._codes: dict[str, IssuedCode] = {}
        self._file = persons_file
        self._lock = threading.Lock()
        self.control = Control()
        if persons_file is not None and persons_file.exists():
            known = msgspec.json.decode(persons_file.read_bytes(), type=list[SimulatedPerson])
            self._persons = {person.identifier: person for person in known}

    def client(self, client_id: str) -> RegisteredClient | None:
        """The relying party with this id."""
        return self._clients.get(client_id)

    def authenticated(self, client_id: str, secret: str) -> RegisteredClient | None:
        """The relying party, if it knows its secret."""
        client = self._clients.get(client_id)
        if client is None or not hmac.compare_digest(client.client_secret.encode(), secret.encode()):
            return None
        return client

    def person(self, identifier: str) -> SimulatedPerson | None:
        """The person with this identifier."""
        return self._persons.get(identifier)

    def persons(self) -> list[SimulatedPerson]:
        """Everybody, in the order in which they became known."""
        return list(self._persons.values())

    def learn(self, person: SimulatedPerson) -> bool:
        """Adds or renames a person; says whether anything changed."""
        with self._lock:
            if self._persons.get(person.identifier) == person:
                return False
            self._persons[person.identifier] = person
            if self._file is not None:
                draft = self._file.with_name(self._file.name + ".new")
                draft.write_bytes(msgspec.json.encode(list(self._persons.values())))
                draft.replace(self._file)
        return True

    def remember(self, code: str, issued: IssuedCode) -> None:
        """A code that may be redeemed once, within a minute."""
        with self._lock:
            self._codes[code] = issued

    def redeem(self, code: str, client_id: str, redirect_uri: str, verifier: str) -> IssuedCode | None:
        """What the code was issued for; whoever shows it first uses it up, even wrongly."""
        with self._lock:
            issued = self._codes.pop(code, None)
        if issued is None or time.monotonic() - issued.issued_at > CODE_SECONDS:
            return None
        fits = issued.client_id == client_id and issued.redirect_uri == redirect_uri
        return issued if fits and challenge_of(verifier) == issued.challenge else None


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636 section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def issuer_at(port: int) -> str:
    """The issuer of a simulator that listens on this port."""
    return f"http://{HOST}:{port}"
