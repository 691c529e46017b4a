"""What the API is made of, built once from the settings; a missing key file stops the start."""

from dataclasses import dataclass
from functools import partial

from joserfc.jwk import Key

from services.identity.adapters.clients import KnownClients
from services.identity.adapters.failures import SignInFailures
from services.identity.adapters.id_tokens import ConfirmedPerson, IdTokenVerifier
from services.identity.adapters.identifier_keys import IdentifierCipher
from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.adapters.keys import SigningKeys, read_secret
from services.identity.adapters.oauth import TokenEndpoint
from services.identity.adapters.oidc import Providers
from services.identity.adapters.queries import Queries
from services.identity.adapters.refresh_tokens import RefreshTokens
from services.identity.adapters.tokens import TokenIssuer
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.adapters.vault import SqlIdentifierVault
from services.identity.adapters.vneid import RelyingParty, SignInFlow
from services.identity.adapters.working_days import VietnameseWorkingDays
from services.identity.application.commands import AskIdentity, SignIn
from services.identity.application.handlers import sign_in
from services.identity.application.views import Access
from services.identity.domain.model import BirthDate
from services.identity.entrypoints.keys import digests_of
from services.identity.settings import Settings
from shared.clock import Clock
from shared.ids import uuid7
from shared.persistence import Database


class OwnKeys:
    """Identity checks its own tokens with the keys it has, not over HTTP."""

    def __init__(self, keys: SigningKeys) -> None:
        self._keys = keys

    def known(self, key_id: str) -> Key | None:
        """A key of ours, as the file has them now."""
        return self._keys.known(key_id)

    async def refresh(self) -> None:
        """The file is looked at each second as it is."""


@dataclass(frozen=True)
class Parts:
    """The adapters of one process."""

    settings: Settings
    database: Database
    clock: Clock
    digests: IdentifierDigests
    cipher: IdentifierCipher
    vault: SqlIdentifierVault
    keys: SigningKeys
    issuer: TokenIssuer
    failures: SignInFailures
    sessions: RefreshTokens
    flow: SignInFlow
    tokens: TokenEndpoint
    queries: Queries
    working_days: VietnameseWorkingDays

    @classmethod
    def build(cls, settings: Settings, database: Database, clock: Clock) -> "Parts":
        """Raises InvalidKeyFile."""
        digests = digests_of(settings)
        cipher = IdentifierCipher.from_file(settings.identifier_cipher_key_file)
        uow = partial(IdentityUnitOfWork, database, clock, settings.province_code)
        keys = SigningKeys.from_file(settings.signing_key_file)
        issuer = TokenIssuer(settings.issuer, keys)
        providers = Providers(settings.issuers)
        vneid = providers.get(settings.vneid_issuer)
        assert vneid is not None, "its issuer is always on the list"
        verifier = IdTokenVerifier(
            providers,
            digests,
            settings.identifier_claim,
            settings.name_claim,
            own_issuer=settings.vneid_issuer,
        )
        failures = SignInFailures(
            database, digests, settings.sign_in_failure_limit, settings.sign_in_failure_minutes
        )
        secret = read_secret(settings.vneid_client_secret_file)
        sessions = RefreshTokens(uow, settings.session_life)
        us = RelyingParty(settings.vneid_client_id, secret, settings.callback_url)
        return cls(
            settings=settings,
            database=database,
            clock=clock,
            digests=digests,
            cipher=cipher,
            vault=SqlIdentifierVault(database, cipher, uow),
            keys=keys,
            issuer=issuer,
            failures=failures,
            sessions=sessions,
            flow=SignInFlow(database, vneid, verifier, us),
            tokens=TokenEndpoint(issuer, verifier, failures, KnownClients(database), sessions),
            queries=Queries(database),
            working_days=VietnameseWorkingDays.from_file(settings.calendar_file),
        )

    def uow(self) -> IdentityUnitOfWork:
        """A unit of work, not yet begun."""
        return IdentityUnitOfWork(self.database, self.clock, self.settings.province_code)

    async def admit(self, person: ConfirmedPerson) -> Access:
        """What a confirmed person may do; in a transaction of its own."""
        command = SignIn(account_id=uuid7(), identifier=person.identifier, full_name=person.full_name)
        return await sign_in(command, self.uow())

    def look_up(self, officer_code: str, birth: BirthDate | None) -> AskIdentity:
        """A question to the population database; the birth date goes no further than to be sealed."""
        check_id = uuid7()
        sealed = None if birth is None else self.cipher.seal_birth_date(birth, check_id)
        return AskIdentity(check_id=check_id, officer_code=officer_code, birth_cipher=sealed)
