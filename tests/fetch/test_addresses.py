"""Which addresses are fetched from: whatever the spelling, none of the newsroom's own network."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from claims.fetch import FetchError, fetch
from claims.fetch.addresses import checked, is_public, resolve

INSIDE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",  # noqa: S104
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1",
    "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:a00:1::5", "2001:0:53aa:64c:0:fbff:f5ff:fffe", "2001:db8::1", "100::1", "fc00::1", "fd12:3456::1",
    "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip
PUBLIC = [
    "8.8.8.8", "93.184.216.34", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.128.0.1", "223.255.255.254",
    "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_outside(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "127.1", "017700000001", "0", "[::1]", "[::ffff:7f00:1]",
     "[::ffff:10.0.0.1]", "[fe80::1]", "localhost", "LOCALHOST"],
)  # fmt: skip
def test_every_spelling_of_an_address_inside_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match="own network") as refused:
        fetch(f"http://{host}:9/admin")
    assert refused.value.code == "inside-address"


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "//example.org/a", "/a", "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)",
     "data:text/html,a", "http://", "http:///a", "http://0177.0.0.1/", "http://127.0.0.256/", "http://[::1/",
     "http://１２７.0.0.1/", "http://example.org:port/", "http://ada@example.org/", "http://ada:secret@example.org/",
     "http://example.org/\x00", "gopher://example.org/", "http://exa mple/", "http://a%20b.example/",
     "http://example.org:0/", "http://example.org:65536/"],
)  # fmt: skip
def test_what_is_no_address_of_a_web_page_is_refused_before_anybody_is_asked(url: str) -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    with pytest.raises(FetchError) as refused:
        fetch(url, resolver=nobody)
    assert refused.value.code == "invalid-address"


def test_a_name_is_refused_where_any_address_it_leads_to_is_inside() -> None:
    with pytest.raises(FetchError) as refused:
        checked("rebinding.example", 80, resolver=lambda host, port: ["8.8.8.8", "10.0.0.7"], allow_inside=False)
    assert refused.value.code == "inside-address"


def test_a_setting_allows_addresses_inside() -> None:
    assert checked("intranet", 80, resolver=lambda host, port: ["10.0.0.7"], allow_inside=True) == ["10.0.0.7"]


def test_a_name_that_leads_nowhere() -> None:
    with pytest.raises(FetchError, match="No server is known by the name") as refused:
        checked("nowhere.invalid", 80, resolver=resolve, allow_inside=False)
    assert refused.value.code == "unreachable"
