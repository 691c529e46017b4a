"""What can go wrong with a published item that a newsroom declares."""

from services.distribution.domain.errors.base import DomainError


class ItemNotFound(DomainError):
    """No such item, or it is between others."""

    code = "item-not-found"
    status_hint = "not_found"
    title = "Item not found"
    detail = "There is no published item with this identifier that you may see."


class InvalidItemAddress(DomainError):
    """Not an address that a reader could open."""

    code = "invalid-item-address"
    status_hint = "unprocessable"
    title = "Invalid address"
    detail = "The address of an item is a public http or https URL, without user and password."


class ItemDeclared(DomainError):
    """The address was declared before, by whomever, and not refused."""

    code = "item-declared"
    status_hint = "conflict"
    title = "Declared already"
    detail = "An item at this address has been declared already."


class PublishedInFuture(DomainError):
    """An item is declared when it has been published."""

    code = "published-in-future"
    status_hint = "unprocessable"
    title = "Not published yet"
    detail = "The item is said to be published at a time that lies ahead."


class PublishedBeforeRelease(DomainError):
    """What came before the release was not made from it."""

    code = "published-before-release"
    status_hint = "unprocessable"
    title = "Published before the release"
    detail = "The item is said to be published before the release was."


class ItemDecided(DomainError):
    """The agency decides once."""

    code = "item-decided"
    status_hint = "conflict"
    title = "Decided already"
    detail = "The agency has confirmed or refused this item already."


class NotTheReleasingAgency(DomainError):
    """Only the agency whose release it is can say whether an item uses it."""

    code = "not-the-releasing-agency"
    status_hint = "forbidden"
    title = "Not your agency's release"
    detail = "Only the agency that published the release may confirm or refuse the item."


class StaleItem(DomainError):
    """Somebody else changed it since the caller read it (RFC 9110 section 13.1.1)."""

    code = "stale-version"
    status_hint = "stale"
    title = "The item has changed"
    detail = "The item has changed since you read it; read it again."
