"""CloudEvents 1.0 in binary mode: the envelope of an event as message headers."""

import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from shared.contracts.event import Event, UtcTime

SPEC_VERSION = "1.0"
CONTENT_TYPE = "application/json"
MESSAGE_ID = "Nats-Msg-Id"
"""JetStream drops a second message with the same value within the stream's duplicate window."""

_REQUIRED = ("ce-specversion", "ce-id", "ce-source", "ce-type", "ce-time", "ce-subject", "ce-dataschema")
_SOURCE = re.compile(r"vn/\d{2}/[a-z]+")


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what about which aggregate, and when; `time` is an instant of the province's clock."""

    id: UUID
    source: str
    type: str
    time: UtcTime
    subject: UUID
    dataschema: str


class InvalidEnvelope(Exception):
    """The headers are not those of a CloudEvent of this suite; the text names the offending header."""


def dataschema(type_name: str) -> str:
    """The URI that names the JSON Schema of an event type; the `$id` of that schema."""
    return f"urn:caunoi:schema:{type_name}"


def headers(event: Event, *, event_id: UUID, time: datetime, province_code: str) -> dict[str, str]:
    """The headers of one message; raises InvalidEnvelope for a naive time or a malformed province code."""
    if time.tzinfo is None:
        raise InvalidEnvelope("ce-time has no offset")
    source = f"vn/{province_code}/{event.publisher()}"
    if not _SOURCE.fullmatch(source):
        raise InvalidEnvelope(f"ce-source: {source!r} is not vn/<two digits>/<service>")
    return {
        "ce-specversion": SPEC_VERSION,
        "ce-id": str(event_id),
        "ce-source": source,
        "ce-type": event.type_name(),
        "ce-time": time.isoformat(),
        "ce-subject": str(event.aggregate_id),
        "ce-dataschema": dataschema(event.type_name()),
        "content-type": CONTENT_TYPE,
        MESSAGE_ID: str(event_id),
    }


def parse(headers: Mapping[str, str]) -> Envelope:
    """The envelope in a message's headers; raises InvalidEnvelope when one is missing or malformed."""
    for name in _REQUIRED:
        if name not in headers:
            raise InvalidEnvelope(f"{name} is missing")
    if headers["ce-specversion"] != SPEC_VERSION:
        raise InvalidEnvelope(f"ce-specversion: {headers['ce-specversion']!r} is not {SPEC_VERSION}")
    if not _SOURCE.fullmatch(headers["ce-source"]):
        raise InvalidEnvelope(f"ce-source: {headers['ce-source']!r} is not vn/<two digits>/<service>")
    values = {field: headers[f"ce-{field}"] for field in Envelope.__struct_fields__}
    try:
        return msgspec.convert(values, Envelope)
    except msgspec.ValidationError as error:
        raise InvalidEnvelope(f"ce headers: {error}") from error
