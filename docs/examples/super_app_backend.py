"""A super-app's backend, as small as it can be: its users ask the agencies, and hear when they are answered.

It needs httpx and nothing else; README.md beside it tells the same with curl. What it keeps, it keeps in
memory: a real one has a database for who asked what, and for the `webhook-id`s that it has seen.
"""

import base64
import hmac
import json
import os
import sys
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

TOLERANCE_SECONDS = 300
MOST_BYTES = 100_000
_OAUTH = "urn:ietf:params:oauth"


class CauNoi:
    """What the backend asks of Cầu Nối; raises httpx.HTTPStatusError, whose body is a problem document."""

    def __init__(self, origin: str, client_id: str, client_secret: str) -> None:
        self._client = (client_id, client_secret)
        self._http = httpx.Client(base_url=origin, timeout=30)

    def user_token(self, id_token: str) -> str:
        """The user's ID token from VNeID for an access token of ten minutes (RFC 8693)."""
        kind = f"{_OAUTH}:token-type:id_token"
        grant = f"{_OAUTH}:grant-type:token-exchange"
        return self._token(grant_type=grant, subject_token=id_token, subject_token_type=kind)

    def ask(self, token: str, question: Any, key: str) -> dict[str, Any]:
        """Submits `{title, body}`; the same key sends it once, however often the line breaks."""
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        return self._json(self._http.post("/questions/v1/questions", json=question, headers=headers))

    def register(self, url: str) -> str:
        """Asks for a webhook, in the backend's own name; the secret is shown this once."""
        token = self._token(grant_type="client_credentials", scope="webhooks:manage")
        wish = {"url": url, "topics": ["answer.published"]}
        headers = {"Authorization": f"Bearer {token}"}
        made = self._json(self._http.post("/distribution/v1/webhook-endpoints", json=wish, headers=headers))
        return str(made["secret"])

    def answer(self, href: str) -> dict[str, Any]:
        """A published answer, which everybody may read."""
        return self._json(self._http.get(href))

    def _token(self, **form: str) -> str:
        answer = self._http.post("/identity/v1/oauth/token", data=form, auth=self._client)
        return str(self._json(answer)["access_token"])

    @staticmethod
    def _json(answer: httpx.Response) -> dict[str, Any]:
        return dict(answer.raise_for_status().json())


class Forged(Exception):
    """A delivery that is not signed with our secret, or not now."""


def verified(secret: str, headers: Mapping[str, str], body: bytes) -> tuple[str, dict[str, Any]]:
    """Id and content of a webhook, by Standard Webhooks; raises Forged. `headers` have lower-case names."""
    try:
        name, sent, signatures = (headers[f"webhook-{part}"] for part in ("id", "timestamp", "signature"))
        age = time.time() - int(sent)
    except (KeyError, ValueError) as error:
        raise Forged("no id, time or signature") from error
    if abs(age) > TOLERANCE_SECONDS:
        raise Forged("too old, or from the future")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, b".".join([name.encode(), sent.encode(), body]), "sha256")
    right = b"v1," + base64.b64encode(digest)
    # While a secret is changed there are several signatures; each is compared in constant time.
    if not any(hmac.compare_digest(right, each.encode()) for each in signatures.split()):
        raise Forged("not signed with our secret")
    return name, dict(json.loads(body))


class Backend:
    """What users asked, and which answers have come."""

    def __init__(self, cau_noi: CauNoi, secret: str) -> None:
        self._cau_noi, self._secret = cau_noi, secret
        self._asked: dict[str, dict[str, Any]] = {}
        self._seen: set[str] = set()
        self.answers: dict[str, dict[str, Any]] = {}

    def ask(self, id_token: str, question: Any, key: str) -> dict[str, Any]:
        """The user's question as Cầu Nối recorded it."""
        asked = self._cau_noi.ask(self._cau_noi.user_token(id_token), question, key)
        self._asked[asked["id"]] = asked
        return asked

    def hear(self, headers: Mapping[str, str], body: bytes) -> None:
        """A webhook: at least once, so an id that was seen is passed over. Raises Forged."""
        name, message = verified(self._secret, headers, body)
        question_id = message["data"].get("question_id")
        if name not in self._seen and message["type"] == "answer.published" and question_id in self._asked:
            # Here a real backend sends its user a push message.
            self.answers[question_id] = self._cau_noi.answer(message["data"]["href"])
        self._seen.add(name)


class Door(BaseHTTPRequestHandler):
    """POST /questions and GET /answers/{id} for the phone, POST /webhooks/cau-noi for Cầu Nối."""

    backend: Backend

    def do_POST(self) -> None:
        """A question, or a webhook."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(min(int(headers.get("content-length", "0")), MOST_BYTES))
        try:
            if self.path == "/webhooks/cau-noi":
                self.backend.hear(headers, body)
                return self._reply(204)
            id_token = headers.get("authorization", "").removeprefix("Bearer ")
            asked = self.backend.ask(id_token, json.loads(body), headers.get("idempotency-key", ""))
            return self._reply(201, asked)
        except Forged as error:
            return self._reply(401, {"error": str(error)})
        except httpx.HTTPStatusError as error:
            return self._reply(error.response.status_code, error.response.content)
        except httpx.HTTPError:
            return self._reply(502, {"error": "Cầu Nối does not answer"})
        except ValueError:
            return self._reply(400, {"error": "no JSON"})

    def do_GET(self) -> None:
        """The answer, once it has come."""
        found = self.backend.answers.get(self.path.removeprefix("/answers/"))
        self._reply(200 if found else 404, found or {"error": "not yet"})

    def log_message(self, *_line: object) -> None:
        """Nothing: addresses of questions are nobody's business."""

    def _reply(self, status: int, content: dict[str, Any] | bytes = b"") -> None:
        body = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main(command: str) -> int:
    """`register` once, which writes WEBHOOK_SECRET_FILE; then `serve` on PORT."""
    told = os.environ
    secret_file = Path(told["WEBHOOK_SECRET_FILE"])
    cau_noi = CauNoi(told["CAUNOI"], told["CLIENT_ID"], Path(told["CLIENT_SECRET_FILE"]).read_text().strip())
    if command == "register":
        try:
            secret = cau_noi.register(told["WEBHOOK_URL"])
        except httpx.HTTPStatusError as error:
            sys.stderr.write(f"{error.request.url}: {error.response.text}\n")
            return 1
        secret_file.touch(mode=0o600)
        secret_file.write_text(secret)
        return 0
    Door.backend = Backend(cau_noi, secret_file.read_text())
    with ThreadingHTTPServer(("127.0.0.1", int(told["PORT"])), Door) as server:
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "serve"))
