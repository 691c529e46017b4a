"""What a client is answered: the words of RFC 6749, and the same for people in their language."""

from collections.abc import Mapping
from typing import Any

import msgspec
from authlib.oauth2.rfc6749.errors import OAuth2Error

from services.identity.adapters.id_tokens import REASONS
from shared.i18n import N_, Language, translator

_OF_A_CODE: Mapping[str, str] = {
    "invalid_request": N_("The request is not in order: a parameter is missing, repeated or not valid."),
    "invalid_client": N_("The client has not proved who it is."),
    "invalid_grant": N_("What the token is asked for with is not valid, has expired or was used before."),
    "unauthorized_client": N_("The client is not registered for this grant."),
    "unsupported_grant_type": N_("There is no such grant here."),
    "unsupported_token_type": N_("An access token lives ten minutes and cannot be revoked by itself."),
    "invalid_scope": N_("The client may not have one of the scopes."),
    "invalid_target": N_("Tokens are issued for this suite only."),
    "temporarily_unavailable": N_("Not possible at the moment; try again later."),
}
_OF_A_DESCRIPTION = (
    N_("client authentication failed"),
    N_("too many failures"),
    N_("the client has had its tokens of this minute"),
    N_("the identity provider does not answer"),
    N_("the account is suspended"),
    N_("the account is disabled"),
    N_("the client assertion was used before"),
    N_("the refresh token is not valid"),
    N_("the refresh token was used before, so its session has ended"),
    N_("a parameter is sent twice"),
    N_("credentials are sent twice"),
)


class TokenAnswer(msgspec.Struct, frozen=True):
    """What RFC 6749 section 5 has us answer."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    def told(self, language: Language) -> "TokenAnswer":
        """With `message` for people beside the `error_description`, which must be ASCII (section 5.2)."""
        if "error" not in self.body:
            return self
        say = translator(language)
        description = str(self.body.get("error_description", "")).removeprefix("subject_token: ")
        message = say(description)
        if description not in _OF_A_DESCRIPTION and description not in REASONS:
            message = say(_OF_A_CODE[self.body["error"]])
        return TokenAnswer(self.status, {**self.body, "message": message}, self.headers)


class AwayError(OAuth2Error):  # type: ignore[misc]  # Authlib ships no types
    """Not an error of RFC 6749 section 5.2, which foresees neither; its 4.1.2.1 has the word."""

    error = "temporarily_unavailable"

    def __init__(self, description: str, status_code: int, seconds: int) -> None:
        super().__init__(description, status_code=status_code)
        self.seconds = seconds

    def get_headers(self) -> list[tuple[str, str]]:
        """With Retry-After."""
        headers: list[tuple[str, str]] = super().get_headers()
        return [*headers, ("Retry-After", str(self.seconds))]
