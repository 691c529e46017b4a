"""What identity reads from its environment, beyond what every service does."""

from datetime import timedelta

from services.identity.domain.model import Life, VouchingRule
from shared.settings import ServiceSettings


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """`*_file` are paths of secrets; the commands `create-keys` and `seed` make and read them."""

    signing_key_file: str
    identifier_key_file: str
    identifier_cipher_key_file: str
    """The keys that personal identifiers are sealed under; the first seals, all open."""
    older_identifier_key_files: str = ""
    """Keys that identifiers were digested under before, separated by spaces; empty once all are rotated."""
    vneid_issuer: str
    """The OpenID provider that people sign in with; its discovery document is read from there."""
    vneid_client_id: str
    """The id under which VNeID knows this suite's web pages."""
    vneid_client_secret_file: str
    other_issuers: str = ""
    """Further providers whose ID tokens may be exchanged, separated by spaces."""
    calendar_file: str = ""
    """Dated decisions about working days, as questions is seeded with; without it the law's holidays only."""
    identifier_claim: str = "SoDinhDanh"
    name_claim: str = "HoVaTen"
    population_url: str = ""
    """Where the national population database takes look-ups; empty while this province is not connected."""
    population_token_file: str = ""
    """The secret that the platform in front of it knows us by; empty when it asks for none."""
    population_service_code: str = ""
    """MaDVC: the service code that the connection was approved under."""
    population_integration_code: str = ""
    """MaTichHop: the code of this integration."""
    population_unit_code: str = ""
    """MaDonVi: the unit that asks, by QĐ 20/2020/QĐ-TTg; at most 35 characters."""
    population_officer_code: str = "CAUNOI-HETHONG"
    """MaCanBo of look-ups that come with an application, before an officer has it: the system's own code."""
    population_timeout_seconds: float = 10.0
    credential_warning_days: int = 30
    """How long before a card, a letter or a licence ends its holder is warned."""
    licence_warning_days: int = 60
    vouching_grace_days: int = 30
    """How long into a quarter a newsroom may take to vouch for its reporters."""
    vouching_grace_days_on_probation: int = 10
    sign_in_failure_limit: int = 10
    sign_in_failure_minutes: int = 15
    session_idle_hours: int = 12
    """How long a session of web pages or the super-app lasts without being used."""
    session_days: int = 7
    """How long it lasts at most."""

    @property
    def issuer(self) -> str:
        """The `iss` of our tokens, and the address that metadata is found by (RFC 8414)."""
        return f"{self.public_url}/identity/v1"

    @property
    def issuers(self) -> frozenset[str]:
        """Whose ID tokens are accepted."""
        return frozenset({self.vneid_issuer, *self.other_issuers.split()})

    @property
    def session_life(self) -> Life:
        """How long sessions last."""
        return Life(timedelta(hours=self.session_idle_hours), timedelta(days=self.session_days))

    @property
    def callback_url(self) -> str:
        """The exact redirect address that VNeID knows."""
        return f"{self.issuer}/sign-in/callback"

    @property
    def vouching_rule(self) -> VouchingRule:
        """How long a newsroom may take to vouch."""
        return VouchingRule(
            timedelta(days=self.vouching_grace_days), timedelta(days=self.vouching_grace_days_on_probation)
        )
