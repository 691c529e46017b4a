"""Where a webhook may go: refusals first."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.distribution.adapters.webhooks.guard import ForbiddenAddress, Guard, GuardedResolver
from services.distribution.domain.errors.endpoints import ForbiddenWebhookAddress, InvalidWebhookAddress
from services.distribution.domain.model.webhook_addresses import checked, may_connect

SPECIAL = (
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "2002:7f00:1::",
    "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "2001:db8::1",
    "nothing", "",
)  # fmt: skip


def found(*addresses: str) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    """What getaddrinfo would answer."""
    return [
        (socket.AF_INET6 if ":" in each else socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443))
        for each in addresses
    ]


def guard_where(*addresses: str) -> Guard:
    async def look_up(_host: str, _port: int) -> object:
        return found(*addresses)

    return Guard(look_up=look_up)


@pytest.mark.parametrize("address", SPECIAL)
def test_no_connection_goes_to_a_special_network(address: str) -> None:
    assert not may_connect(address)


@pytest.mark.parametrize(
    "address", [each for each in SPECIAL if each not in ("127.0.0.1", "127.8.9.10", "::1")]
)
def test_permitting_loopback_permits_nothing_else(address: str) -> None:
    loopback = address in ("::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1")
    assert may_connect(address, local=True) is loopback


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.190", "2606:4700::1111", "64:ff9b::808:808"])
def test_the_public_internet_is_open(address: str) -> None:
    assert may_connect(address)


@given(st.ip_addresses(v=4))
def test_an_address_mapped_into_ipv6_is_judged_as_what_it_is(address: object) -> None:
    assert may_connect(f"::ffff:{address}") == may_connect(str(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://toasoan.vn/hook", "ftp://toasoan.vn/", "https://", "https:///hook", "toasoan.vn/hook",
        "https://user:pass@toasoan.vn/", "https://toasoan.vn/#part", "https://toasoan.vn:99999/",
        "https://toasoan.vn:0/", "https://toa soan.vn/", "https://toasoan.vn\\@127.0.0.1/", "https://[::1/",
        "https://toasoan.vn/\n", "javascript:alert(1)", "https://" + "a" * 2000, "http://127.0.0.1/",
        "https://tòasoạn.vn/",
    ],
)  # fmt: skip
def test_what_is_no_https_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidWebhookAddress):
        checked(url)


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://10.1.2.3:8443/",
     "https://[::ffff:10.0.0.1]/", "https://localhost/", "https://metadata.google.internal/",
     "https://printer.local./"],
)  # fmt: skip
def test_what_names_a_special_network_is_refused(url: str) -> None:
    with pytest.raises(ForbiddenWebhookAddress):
        checked(url)


def test_http_is_for_loopback_and_only_where_permitted() -> None:
    assert checked("http://127.0.0.1:8000/hook", local=True).port == 8000
    assert checked("http://localhost:8000/hook", local=True).hostname == "localhost"
    with pytest.raises(InvalidWebhookAddress):
        checked("http://toasoan.vn/hook", local=True)
    with pytest.raises(ForbiddenWebhookAddress):
        checked("https://10.0.0.1/hook", local=True)


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
async def test_a_name_that_resolves_inside_is_refused_at_registration_and_at_connection(inside: str) -> None:
    guard = guard_where(inside)
    with pytest.raises(ForbiddenWebhookAddress):
        await guard.check("https://toasoan.example.vn/hook")
    with pytest.raises(ForbiddenAddress):
        await GuardedResolver(guard).resolve("toasoan.example.vn", 443)
    with pytest.raises(ForbiddenAddress):
        guard.open_socket(found(inside)[0])


async def test_one_inside_among_many_outside_is_enough_to_refuse() -> None:
    with pytest.raises(ForbiddenAddress):
        await GuardedResolver(guard_where("8.8.8.8", "127.0.0.1")).resolve("toasoan.example.vn", 443)


async def test_numbers_written_in_odd_ways_are_resolved_and_refused() -> None:
    for url in ("https://2130706433/", "https://0x7f000001/", "https://127.1/", "https://0177.0.0.1/"):
        with pytest.raises((ForbiddenWebhookAddress, InvalidWebhookAddress)):
            await Guard().check(url)


async def test_a_name_unknown_today_is_accepted_and_checked_when_it_is_used() -> None:
    async def unknown(_host: str, _port: int) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    await Guard(look_up=unknown).check("https://toasoan.example.vn/hook")


async def test_what_is_outside_is_resolved_once_and_connected_to_as_resolved() -> None:
    (address,) = await GuardedResolver(guard_where("8.8.8.8")).resolve("toasoan.example.vn", 443)
    assert (address["hostname"], address["host"], address["port"]) == ("toasoan.example.vn", "8.8.8.8", 443)
    guard_where("8.8.8.8").open_socket(found("8.8.8.8")[0]).close()
