"""The documentation page of a service."""

from litestar.handlers import HTTPRouteHandler

from shared.web.openapi import Document


def pages(service: str, document: Document) -> list[HTTPRouteHandler]:
    """The page and its assets."""
    return []
