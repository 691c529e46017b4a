"""Bad requests and the problems that answer them, one entry for each thing that can be wrong."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from shared.ids import uuid7
from tests.e2e.story import BODY, QUESTIONS, TITLE
from tests.e2e.wire import in_chunks, request

ASKED: Mapping[str, Any] = {"title": TITLE, "body": BODY}
NFD_TITLE = unicodedata.normalize("NFD", TITLE)
_JSON = {"Content-Type": b"application/json"}
_HUGE = msgspec.json.encode({"title": TITLE, "body": "x" * 2_000_000})
_OURS, _ROUTING = QUESTIONS + "/{id}", QUESTIONS + "/{id}/routing"
_PLACE = {"agency_id": str(uuid7())}


@dataclass(frozen=True)
class Bad:
    """A request of `who` (nobody: without token), and how it is answered; `offends` is the field named."""

    status: int
    type: str
    who: str = "reporter"
    method: str = "POST"
    path: str = QUESTIONS
    body: Mapping[str, Any] | bytes | None = field(default_factory=lambda: ASKED)
    headers: Mapping[str, bytes] = field(default_factory=dict)
    chunked: bool = False
    offends: str = ""

    def encoded(self, question_id: str, token: str, language: str) -> bytes:
        """The bytes to send; `token` is sent unless it is empty, `language` likewise."""
        body = self.body if isinstance(self.body, bytes) else b""
        if self.body is not None and not isinstance(self.body, bytes):
            body = msgspec.json.encode(self.body)
        sent = {"Host": b"localhost", "Idempotency-Key": str(uuid7()).encode(), **_JSON}
        sent |= {"Authorization": b"Bearer " + token.encode()} if token else {}
        sent |= {"Accept-Language": language.encode()} if language else {}
        sent |= {"Transfer-Encoding": b"chunked"} if self.chunked else {"Content-Length": b"%d" % len(body)}
        body = in_chunks(body, 65_536) if self.chunked else body
        path = self.path.replace("{id}", question_id)
        return request(self.method, path, (sent | dict(self.headers)).items(), body)


def _spokesperson(valid_from: str) -> Mapping[str, Any]:
    name = {"full_name": "Người Minh Họa", "position": "Chánh Văn phòng", "kind": "STANDING"}
    return {"personal_identifier": "046599700099", **_PLACE, **name, "valid_from": valid_from}


def _read(status: int, code: str, path: str, who: str, **more: Any) -> Bad:
    return Bad(status, code, who, "GET", path, None, **more)


BODIES = {
    "an unknown field": Bad(400, "invalid-body", body={**ASKED, "colour": "red"}, offends="colour"),
    "a wrong type": Bad(400, "invalid-body", body={**ASKED, "title": 7}, offends="title"),
    "a missing field": Bad(400, "invalid-body", body={"title": TITLE}, offends="body"),
    "no body": Bad(400, "invalid-body", body=None, offends="body"),
    "half a document": Bad(400, "malformed-body", body=b'{"title": "'),
    "two megabytes": Bad(413, "body-too-large", body=_HUGE),
    "two megabytes in chunks": Bad(413, "body-too-large", body=_HUGE, chunked=True),
    "invalid UTF-8": Bad(400, "malformed-body", body=b'{"title": "\xff\xfe", "body": "b"}'),
    "invalid UTF-8 in chunks": Bad(400, "malformed-body", body=b'{"title": "\xc3\x28"}', chunked=True),
    "a form": Bad(
        415, "unsupported-media-type", headers={"Content-Type": b"application/x-www-form-urlencoded"}
    ),
}
TEXTS = {
    "a title of spaces": Bad(400, "empty-text", body={**ASKED, "title": " \u00a0\u2003 "}, offends="title"),
    "a control character": Bad(400, "invalid-text", body={**ASKED, "title": "a\u0007b"}, offends="title"),
    "two lines in a title": Bad(400, "invalid-text", body={**ASKED, "title": "a\nb"}, offends="title"),
    "a NUL": Bad(400, "malformed-body", body={**ASKED, "title": "a\u0000b"}),
    "a lone surrogate": Bad(400, "malformed-body", body=b'{"title": "\\ud800", "body": "b"}'),
    "a naive time in a query": _read(
        400,
        "invalid-parameter",
        f"{QUESTIONS}?due_before=2026-08-17T07:30:00",
        "reporter",
        offends="due_before",
    ),
    "a naive time in a body": Bad(
        400,
        "invalid-body",
        "administrator",
        path="/identity/v1/spokespersons",
        body=_spokesperson("2026-08-17T07:30:00"),
        offends="valid_from",
    ),
    "a NUL in a query": _read(
        400, "invalid-parameter", f"{QUESTIONS}?q=a%00b", "reporter", offends="address"
    ),
}
CALLERS = {
    "no token": Bad(401, "unauthenticated", "nobody"),
    "an expired token": Bad(401, "token-expired", "expired"),
    "a token of another audience": Bad(401, "invalid-token", "other-audience"),
    "a token of another issuer": Bad(401, "invalid-token", "other-issuer"),
    "a token signed by a stranger": Bad(401, "invalid-token", "other-key"),
    "a token without signature": Bad(401, "invalid-token", "unsigned"),
    "a wrong role": Bad(403, "forbidden", "speaker"),
    "a machine's token": Bad(403, "forbidden", "machine"),
    "someone else's question": _read(404, "question-not-found", _OURS, "rival"),
    "someone else's answer": _read(404, "question-not-found", _OURS + "/answer", "rival_editor"),
    "another agency's question": Bad(
        404,
        "question-not-found",
        "stranger",
        path=_OURS + "/acceptance",
        body=None,
        headers={"If-Match": b'"1"'},
    ),
    "an unknown question": _read(404, "question-not-found", f"{QUESTIONS}/{uuid7()}", "dispatcher"),
    "an identifier that is none": _read(404, "not-found", f"{QUESTIONS}/46", "dispatcher"),
    "an unknown agency": Bad(
        422,
        "agency-unknown",
        body={**ASKED, "addressed_agency_id": str(uuid7())},
        offends="addressed_agency_id",
    ),
}
HEADERS = {
    "a stale version": Bad(
        412, "stale-version", "dispatcher", path=_ROUTING, body=_PLACE, headers={"If-Match": b'"9"'}
    ),
    "no version": Bad(428, "version-required", "dispatcher", path=_ROUTING, body=_PLACE),
    "a version that is none": Bad(
        400,
        "invalid-parameter",
        "dispatcher",
        path=_ROUTING,
        body=_PLACE,
        headers={"If-Match": b"\xff\xfe"},
        offends="If-Match",
    ),
    "a key of garbage": Bad(
        400, "invalid-parameter", headers={"Idempotency-Key": b"\xff k"}, offends="Idempotency-Key"
    ),
    "a key without end": Bad(
        400, "invalid-parameter", headers={"Idempotency-Key": b"k" * 256}, offends="Idempotency-Key"
    ),
    "an authorization of garbage": Bad(
        401, "invalid-token", headers={"Authorization": b"Bearer \xff\xfe\x80"}
    ),
    "a content type of garbage": Bad(415, "unsupported-media-type", headers={"Content-Type": b"\xff/\xfe"}),
    "a method that is not taken": Bad(405, "method-not-allowed", method="PATCH"),
}
REFUSED = BODIES | TEXTS | CALLERS | HEADERS
