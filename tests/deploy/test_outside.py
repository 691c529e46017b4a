"""The stand-ins for mail servers and webhook receivers, as the processes that the launcher starts."""

import smtplib
from collections.abc import Iterator

import httpx
import pytest

from deploy.local.outside import Outside
from deploy.local.temporary import temporary_place

MAIL = "From: a@example.vn\r\nTo: b@example.vn\r\nSubject: Thử\r\n\r\nXin chào.\r\n"


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    with temporary_place() as place:
        made = Outside(place)
        made.start()
        try:
            made.wait()
            yield made
        finally:
            made.stop()


def test_a_mail_becomes_a_file_and_goes_nowhere(outside: Outside) -> None:
    with smtplib.SMTP("127.0.0.1", outside.mail_port) as server:
        server.sendmail("a@example.vn", ["b@example.vn"], MAIL.encode())
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            server.sendmail("a@example.vn", ["refused@example.vn"], MAIL.encode())
    (kept,) = outside.mail_folder.glob("*.eml")
    assert "Xin chào." in kept.read_text(encoding="utf-8")


def test_a_webhook_is_recorded_and_answered_as_told(outside: Outside) -> None:
    with httpx.Client(base_url=outside.receiver_url) as client:
        assert client.post("/hook/app", json={"one": 1}).status_code == 204
        told = {"name": "app", "behaviour": {"status": 410, "times": 1}}
        assert client.post("/control", json=told).status_code == 204
        assert [client.post("/hook/app", json={}).status_code for _ in range(2)] == [410, 204]
        assert client.post("/control", json={"name": 1}).status_code == 400
        received = client.get("/received", params={"name": "app"}).json()
    assert [each["status"] for each in received] == [204, 410, 204]
    assert received[0]["body"] == '{"one":1}'


def test_services_are_told_where_to_hand_in_mail_and_whom_to_ask(outside: Outside) -> None:
    told = outside.told({"distribution": {"A": "1"}, "identity": {}, "events": {}})
    assert told["distribution"]["SMTP_PORT"] == str(outside.mail_port)
    assert told["identity"]["POPULATION_URL"] == f"{outside.population_url}/"
    assert told["events"] == {}
