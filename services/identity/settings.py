"""What identity reads from its environment, beyond what every service does."""

from shared.settings import ServiceSettings


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """`*_file` are paths of secrets; the commands `create-keys` and `seed` make and read them."""

    signing_key_file: str
    identifier_key_file: str
    vneid_issuer: str
    """The OpenID provider that people sign in with; its discovery document is read from there."""
    vneid_client_id: str
    """The id under which VNeID knows this suite's web pages."""
    vneid_client_secret_file: str
    other_issuers: str = ""
    """Further providers whose ID tokens may be exchanged, separated by spaces."""
    identifier_claim: str = "SoDinhDanh"
    name_claim: str = "HoVaTen"
    sign_in_failure_limit: int = 10
    sign_in_failure_minutes: int = 15

    @property
    def issuer(self) -> str:
        """The `iss` of our tokens, and the address that metadata is found by (RFC 8414)."""
        return f"{self.public_url}/identity/v1"

    @property
    def issuers(self) -> frozenset[str]:
        """Whose ID tokens are accepted."""
        return frozenset({self.vneid_issuer, *self.other_issuers.split()})

    @property
    def callback_url(self) -> str:
        """The exact redirect address that VNeID knows."""
        return f"{self.issuer}/sign-in/callback"
