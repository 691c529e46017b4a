"""The token endpoint (RFC 6749, RFC 8693) on Authlib's framework-neutral server."""

from services.identity.adapters.oauth.endpoint import TokenAnswer, TokenEndpoint, TokenRequest
from services.identity.adapters.oauth.grants import TOKEN_EXCHANGE

__all__ = ["TOKEN_EXCHANGE", "TokenAnswer", "TokenEndpoint", "TokenRequest"]
