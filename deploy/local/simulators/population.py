"""python -m deploy.local.simulators.population --port N [--persons FILE]: the population database, simulated.

POST / takes a look-up in the published field names. Whom the VNeID simulator knows (`--persons`, read anew
each time) is known here too; POST /control/persons enters somebody apart, POST /control says how to behave.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from deploy.local.simulators.register import HOST, SimulatedPerson
from deploy.local.simulators.serving import Quiet, serve

_BIRTH = re.compile(r"([0-9]{4}(-[0-9]{2}-[0-9]{2})?)?")


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`seconds` counts for slow; `none` knows nobody, `wrong` answers another request, `broken` no JSON."""

    mode: Literal["ok", "slow", "down", "none", "wrong", "broken"] = "ok"
    seconds: float = 3.0


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record; `birth_date` is yyyy-mm-dd, yyyy for those whose day was never recorded, or unknown.

    Without a name it says that nobody has the number, whomever the VNeID simulator knows by it.
    """

    identifier: str
    full_name: str
    birth_date: str = ""


class Question(msgspec.Struct, frozen=True):
    """The published request."""

    MaYeuCau: str
    MaDVC: str
    MaTichHop: str
    MaDonVi: str
    MaCanBo: str
    SoDinhDanh: str
    SoCMND: str
    HoVaTen: str
    NgayThangNamSinh: str


class Population:
    """A WSGI application; records are in memory, behind those of the VNeID simulator."""

    def __init__(self, persons: Path | None = None) -> None:
        self.control = Control()
        self.asked: list[Question] = []
        self._persons, self._known = persons, dict[str, Known]()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answers one request."""
        request = Request(environ)
        try:
            response = self._route(request, f"{request.method} {request.path}")
        except msgspec.MsgspecError as error:
            response = _json({"Loi": str(error)}, 400)
        return response(environ, start_response)

    def _route(self, request: Request, place: str) -> Response:
        if place == "POST /control":
            self.control = msgspec.json.decode(request.get_data(), type=Control)
        elif place == "POST /control/persons":
            known = msgspec.json.decode(request.get_data(), type=list[Known])
            self._known |= {each.identifier: each for each in known}
        elif place == "POST /":
            return self._look_up(request)
        elif place == "GET /control":
            return _json({"control": self.control, "asked": len(self.asked)}, 200)
        else:
            return _json({"Loi": "not found"}, 404)
        return Response(status=204)

    def _look_up(self, request: Request) -> Response:
        if self.control.mode == "down":
            return _json({"Loi": "unavailable"}, 503)
        if self.control.mode == "slow":
            time.sleep(self.control.seconds)
        if self.control.mode == "broken":
            return Response(b"<html>", 200)
        question = msgspec.json.decode(request.get_data(), type=Question)
        if not question.MaCanBo or not question.MaDonVi or not _BIRTH.fullmatch(question.NgayThangNamSinh):
            return _json({"Loi": "MaDonVi, MaCanBo, NgayThangNamSinh"}, 400)
        self.asked.append(question)
        code = "another" if self.control.mode == "wrong" else question.MaYeuCau
        found = None if self.control.mode == "none" else self._record(question.SoDinhDanh)
        return _json({"MaYeuCau": code, "KetQua": [] if found is None else [_record(found)]}, 200)

    def _record(self, identifier: str) -> Known | None:
        known = self._known.get(identifier)
        if known is not None:
            return known if known.full_name else None
        if self._persons is None or not self._persons.exists():
            return None
        persons = msgspec.json.decode(self._persons.read_bytes(), type=list[SimulatedPerson])
        names = {person.identifier: person.full_name for person in persons}
        return Known(identifier, names[identifier]) if identifier in names else None


def _record(known: Known) -> dict[str, object]:
    family, *middle = known.full_name.split()
    name = {"Ho": family, "ChuDem": " ".join(middle[:-1]), "Ten": middle[-1] if middle else ""}
    return {
        "SoDinhDanh": known.identifier,
        "SoCMND": "",
        "HoVaTen": name,
        "NgayThangNamSinh": known.birth_date,
        "QueQuan": "hư cấu",
    }


def _json(body: object, status: int) -> Response:
    return Response(msgspec.json.encode(body), status, content_type="application/json")


def main(arguments: Sequence[str]) -> int:
    """Serves until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m deploy.local.simulators.population")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--persons", type=Path, help="the VNeID simulator's JSON file of persons")
    options = parser.parse_args(arguments)
    application = Population(options.persons)
    return serve(make_server(HOST, options.port, application, threaded=True, request_handler=Quiet))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
