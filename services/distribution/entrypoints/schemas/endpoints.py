"""Request bodies of receivers."""

from typing import Annotated, Literal

import msgspec

from services.distribution.domain.model.endpoints import Topic
from shared.i18n import Language

Url = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=2000,
        description="An https address on the public internet; redirects are not followed.",
        examples=["https://toasoan.example.vn/webhooks/cau-noi"],
    ),
]
Topics = Annotated[
    tuple[Topic, ...],
    msgspec.Meta(min_length=1, max_length=4, examples=[["release.published", "release.withdrawn"]]),
]
ReleaseTopic = Literal["release.published", "release.corrected", "release.withdrawn"]


class RegisterEndpointRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where to send what."""

    url: Url
    topics: Topics


class RegisterEmailRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address gets one mail that asks for confirmation, and nothing else before that."""

    address: Annotated[str, msgspec.Meta(min_length=3, max_length=254, examples=["tin@toasoan.example.vn"])]
    language: Language = "vi"
    topics: Annotated[tuple[ReleaseTopic, ...], msgspec.Meta(min_length=1, max_length=3)] = (
        "release.published",
        "release.corrected",
        "release.withdrawn",
    )
