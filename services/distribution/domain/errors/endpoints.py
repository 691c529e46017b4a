"""What can go wrong with an endpoint of a receiver: a webhook or an e-mail address."""

from services.distribution.domain.errors.base import DomainError


class EndpointNotFound(DomainError):
    """No such endpoint, or it is somebody else's."""

    code = "endpoint-not-found"
    status_hint = "not_found"
    title = "Endpoint not found"
    detail = "You have no endpoint with this identifier."


class DeliveryNotFound(DomainError):
    """The endpoint has no such delivery."""

    code = "delivery-not-found"
    status_hint = "not_found"
    title = "Delivery not found"
    detail = "The endpoint has no delivery with this identifier."


class NoReceiver(DomainError):
    """The caller stands neither for a newsroom nor for a machine client of its own."""

    code = "no-receiver"
    status_hint = "forbidden"
    title = "Nobody to deliver to"
    detail = "Only a newsroom or a machine client can receive; your token stands for neither."


class WebhooksNotConfigured(DomainError):
    """The operator has given no key under which secrets could be stored."""

    code = "webhooks-not-configured"
    status_hint = "conflict"
    title = "Webhooks are not configured"
    detail = "This installation sends no webhooks."


class InvalidWebhookAddress(DomainError):
    """Not an https address that could be called."""

    code = "invalid-webhook-address"
    status_hint = "unprocessable"
    title = "Invalid webhook address"
    detail = "A webhook address is an https URL with a host, without user, password and fragment."


class ForbiddenWebhookAddress(DomainError):
    """The host is, or resolves to, an address of a private, local or otherwise special network (SSRF)."""

    code = "forbidden-webhook-address"
    status_hint = "unprocessable"
    title = "Forbidden webhook address"
    detail = "A webhook goes to the public internet only; {host} is not there."


class TooManyEndpoints(DomainError):
    """A receiver has a handful of endpoints, not hundreds."""

    code = "too-many-endpoints"
    status_hint = "conflict"
    title = "Too many endpoints"
    detail = "A receiver has at most {limit} endpoints; remove one first."


class EndpointExists(DomainError):
    """The receiver has an endpoint at this address already."""

    code = "endpoint-exists"
    status_hint = "conflict"
    title = "Endpoint exists already"
    detail = "You have an endpoint at this address already."


class StaleEndpoint(DomainError):
    """Somebody else changed it since the caller read it (RFC 9110 section 13.1.1)."""

    code = "stale-version"
    status_hint = "stale"
    title = "The endpoint has changed"
    detail = "The endpoint has changed since you read it; read it again."


class EndpointActive(DomainError):
    """There is nothing to enable."""

    code = "endpoint-active"
    status_hint = "conflict"
    title = "The endpoint is active"
    detail = "The endpoint is active already."


class EndpointInactive(DomainError):
    """Nothing is sent to an endpoint that is gone."""

    code = "endpoint-inactive"
    status_hint = "conflict"
    title = "The endpoint is not active"
    detail = "The endpoint has answered 410 and is disabled; enable it first."


class StillPending(DomainError):
    """It will be sent anyway."""

    code = "delivery-pending"
    status_hint = "conflict"
    title = "The delivery is still pending"
    detail = "This delivery has not been given up; it will be tried again by itself."
