"""Refusals about accounts, machines, devices and sessions."""

from services.identity.domain.errors.base import DomainError


class UnknownAccount(DomainError):
    """No account has this id."""

    code = "unknown-account"
    status_hint = "not_found"
    title = "No such account"
    detail = "There is no account with this id."


class AccountDisabled(DomainError):
    """An administrator has disabled the account, so no token is issued."""

    code = "account-disabled"
    status_hint = "forbidden"
    title = "The account is disabled"
    detail = "An administrator has disabled this account."


class WrongAccountStatus(DomainError):
    """It is disabled already, or was never."""

    code = "wrong-account-status"
    status_hint = "conflict"
    title = "The account is at another step"
    detail = "It is disabled already, or not disabled."


class UnknownClient(DomainError):
    """No machine client has this id."""

    code = "unknown-client"
    status_hint = "not_found"
    title = "No such client"
    detail = "There is no machine client with this id."


class ClientExists(DomainError):
    """A machine client's id is given once."""

    code = "client-exists"
    status_hint = "conflict"
    title = "The client exists already"
    detail = "A machine client with this id is registered; change that one."


class ClientDisabled(DomainError):
    """A disabled client stays as it is; register another."""

    code = "client-disabled"
    status_hint = "conflict"
    title = "The client is disabled"
    detail = "A disabled client cannot be changed or brought back; register a new one."


class ClientCannotProve(DomainError):
    """Without a secret and without a key nobody could be that client."""

    code = "client-cannot-prove-itself"
    status_hint = "unprocessable"
    title = "The client could not prove itself"
    detail = "A client needs a secret or at least one public key."


class InvalidClientKey(DomainError):
    """Only the public half of an Ed25519 or P-256 key, with a kid of its own."""

    code = "invalid-client-key"
    status_hint = "unprocessable"
    title = "The key cannot be used"
    detail = "Send the public half of an Ed25519 or P-256 key as a JWK (RFC 7517); each kid once."


class InvalidAudience(DomainError):
    """An audience is a client's id at an identity provider that is accepted here."""

    code = "invalid-audience"
    status_hint = "unprocessable"
    title = "The audience cannot be used"
    detail = "Give the client's id at an accepted identity provider, after the issuer and a space."


class DeviceCodeRefused(DomainError):
    """Unknown, wrong, expired, used before, or guessed at too often: never said which."""

    code = "device-code-refused"
    status_hint = "forbidden"
    title = "The code is not valid"
    detail = "A code is good once, for ten minutes, and for five attempts. Ask for a new one."
