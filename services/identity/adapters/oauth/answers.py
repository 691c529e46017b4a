"""What a client is answered: the words of RFC 6749, and the same for people in their language."""

from collections.abc import Mapping
from typing import Any

import msgspec
from authlib.oauth2.rfc6749.errors import OAuth2Error

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
_UNCHANGED = N_("The ID token is not in order. Send it unchanged, as VNeID issued it to this client.")
_UNDATED = N_("The ID token does not say in numbers when it was issued and when it expires (iat, exp).")
_ELSEWHERE = N_("The ID token was issued for another client. Send the one that VNeID issued for this client.")
OF_A_DESCRIPTION: Mapping[str, str] = {
    "not a signed JWT": _UNCHANGED,
    "signature is not valid": _UNCHANGED,
    "nonce does not match": _UNCHANGED,
    "issuer is not accepted": N_("The ID token's issuer is not accepted here. Send an ID token of VNeID."),
    "audience is another client": _ELSEWHERE,
    "authorized party is another client": _ELSEWHERE,
    "iat and exp are numbers": _UNDATED,
    "iat and exp are required": _UNDATED,
    "expired": N_("The ID token has expired. Have the person sign in with VNeID again."),
    "older than five minutes": N_(
        "The ID token is older than five minutes. Have the person sign in with VNeID again."
    ),
    "issued in the future": N_(
        "The ID token was issued in the future. Check the clocks, then sign in again."
    ),
    "no usable personal identifier and name": N_(
        "The ID token names no person: twelve digits and a name are needed."
    ),
    "client authentication failed": N_(
        "The client has not proved who it is. Check its id and its secret, or its signed assertion."
    ),
    "too many failures": N_("Too many attempts have failed. Try again later; Retry-After says when."),
    "the client has had its tokens of this minute": N_(
        "The client has had as many tokens as it may have in a minute. Try again in a minute."
    ),
    "the identity provider does not answer": N_("VNeID does not answer. Try again in a moment."),
    "the account is suspended": N_("The account is suspended. Ask the press department."),
    "the account is disabled": N_("The account is disabled. Ask an administrator."),
    "the client assertion was used before": N_(
        "The client assertion was used before. Sign a new one, with a jti of its own."
    ),
    "the refresh token is not valid": N_("The refresh token is not valid. Have the person sign in again."),
    "the refresh token was used before, so its session has ended": N_(
        "The refresh token was used before, so its session has ended. Have the person sign in again."
    ),
    "a parameter is sent twice": N_("A parameter is sent twice. Send each of them once."),
    "credentials are sent twice": N_("The client's credentials are sent twice. Send them in one way only."),
}
"""What people read for an `error_description`: what is wrong, and what to do."""


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
        message = OF_A_DESCRIPTION.get(description) or _OF_A_CODE[self.body["error"]]
        headers = {**self.headers, "content-language": language, "vary": "Accept-Language"}
        return TokenAnswer(self.status, {**self.body, "message": say(message)}, headers)


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
