"""To which addresses a webhook may go; whoever names an address could otherwise reach our own network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from services.distribution.domain.errors.endpoints import ForbiddenWebhookAddress, InvalidWebhookAddress

LONGEST_URL = 2000
_NAT64 = ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ip_network("64:ff9b:1::/48")
_LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal")

Address = IPv4Address | IPv6Address


def may_connect(address: str, *, local: bool = False) -> bool:
    """Whether a connection to this IP address may be made; `local` permits loopback, and nothing else."""
    try:
        found = _meant(ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if found.is_loopback:
        return local
    site_local = isinstance(found, IPv6Address) and (found.is_site_local or found in _LOCAL_NAT64)
    special = found.is_multicast or found.is_reserved or found.is_unspecified or found.is_link_local
    return found.is_global and not special and not site_local


def checked(url: str, *, local: bool = False) -> SplitResult:
    """The parts of a webhook's URL; raises InvalidWebhookAddress or ForbiddenWebhookAddress.

    A name is only looked at here; what it resolves to is checked at registration and at each connection.
    """
    parts = _split(url)
    host = parts.hostname or ""
    schemes = ("https", "http") if local and _is_loopback(host) else ("https",)
    if parts.scheme not in schemes or not host or "@" in parts.netloc or parts.fragment:
        raise InvalidWebhookAddress(field="url")
    if _is_literal(host):
        if not may_connect(host, local=local):
            raise ForbiddenWebhookAddress(field="url", host=host)
    elif host.rstrip(".").endswith(_LOCAL_NAMES) and not (local and _is_loopback(host)):
        raise ForbiddenWebhookAddress(field="url", host=host)
    return parts


def _split(url: str) -> SplitResult:
    printable = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    try:
        parts = urlsplit(url)
        if parts.port == 0 or not printable or len(url) > LONGEST_URL:
            raise InvalidWebhookAddress(field="url")
    except ValueError as error:
        raise InvalidWebhookAddress(field="url") from error
    return parts


def _is_literal(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_literal(host) and ip_address(host.partition("%")[0]).is_loopback)


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4, Teredo's client, NAT64."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
