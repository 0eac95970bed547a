"""Which addresses are fetched: those of the web, and none of the network that newsapp itself stands in."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from claims.fetch.errors import FetchError

Resolver = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host and port; raises OSError where there are none."""

_GLOBAL_UNICAST = ip_network("2000::/3")
_HOST = re.compile(rb"[\w.:\-]+", re.ASCII)
_NAT64 = ip_network("64:ff9b::/96")


def parsed(url: str) -> httpx.URL:
    """The address, of http or https, with a host that there can be. Raises FetchError "invalid-address"."""
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError):
        raise FetchError("invalid-address", f"“{url:.200}” is no address of a web page.") from None
    if address.scheme not in ("http", "https") or not address.host:
        raise FetchError("invalid-address", "Only addresses that begin with http:// or https:// are fetched.")
    if not _HOST.fullmatch(address.raw_host) or address.port not in (None, *range(1, 65536)):
        raise FetchError("invalid-address", "There can be no server of this name and port.")
    if address.userinfo:
        raise FetchError("invalid-address", "An address with a user name or password in it is not fetched.")
    return address


def resolve(host: str, port: int) -> list[str]:
    """Asks the system, which also reads the decimal, octal and hexadecimal spellings of an address."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked(host: str, port: int, *, resolver: Resolver, allow_inside: bool) -> list[str]:
    """The IP addresses to connect to. Raises FetchError "unreachable", or "inside-address" where any one is inside."""
    try:
        addresses = list(dict.fromkeys(resolver(host, port)))
    except (OSError, UnicodeError):
        addresses = []
    if not addresses:
        raise FetchError("unreachable", f"No server is known by the name “{host:.200}”.")
    if not allow_inside and not all(is_public(ip_address(address)) for address in addresses):
        message = f"“{host:.200}” is an address inside this newsroom's own network, from which nothing is fetched."
        raise FetchError("inside-address", message)
    return addresses


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet could reach the address, or the IPv4 one that it carries."""
    if isinstance(address, IPv6Address):
        if carried := _carried(address):
            return is_public(carried)
        if address not in _GLOBAL_UNICAST:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
