"""The token endpoint (RFC 6749, 7009, 7523, 8693) on Authlib's framework-neutral server."""

from services.identity.adapters.oauth.answers import TokenAnswer
from services.identity.adapters.oauth.endpoint import TokenEndpoint
from services.identity.adapters.oauth.grants import TOKEN_EXCHANGE
from services.identity.adapters.oauth.reading import TokenRequest

__all__ = ["TOKEN_EXCHANGE", "TokenAnswer", "TokenEndpoint", "TokenRequest"]
