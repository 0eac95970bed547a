"""Messages sent to servers that may be slow, lying, or inside."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from claims.fetch import FetchError, post
from tests.news_site import NewsSite, answer, redirect, running_site


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with running_site() as site:
        yield site


def posted(url: str, *, seconds: float = 5, allow_inside: bool = True) -> int:
    return post(url, b'{"a": 1}', headers={"webhook-id": "msg_1"}, seconds=seconds, allow_inside=allow_inside)


def refusal(url: str, **values: float) -> str:
    with pytest.raises(FetchError) as refused:
        posted(url, **values)
    return refused.value.code


def test_the_body_and_the_headers_arrive_as_they_are(site: NewsSite) -> None:
    assert posted(site.serve(answer(b"", 204))) == 204
    ((headers, body),) = site.messages
    assert (body, headers["webhook-id"]) == (b'{"a": 1}', "msg_1")
    assert headers["user-agent"].startswith("newsapp/")


def test_a_redirect_is_an_answer_and_not_followed(site: NewsSite) -> None:
    assert posted(site.serve(redirect(f"{site.url}/elsewhere", 308))) == 308
    assert [path for path, _ in site.requests] == ["/bridge"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "10.0.0.1", "169.254.169.254"])
def test_an_address_inside_gets_nothing(host: str, site: NewsSite) -> None:
    assert refusal(f"http://{host}:{site.url.rpartition(':')[2]}/bridge", allow_inside=False) == "inside-address"
    assert site.messages == []


def test_a_server_that_does_not_answer_in_time_is_given_up(site: NewsSite) -> None:
    url = site.serve(lambda request: time.sleep(2))
    assert refusal(url, seconds=0.5) == "too-slow"


def test_a_long_answer_is_not_waited_for(site: NewsSite) -> None:
    def endless(request: object) -> None:
        answer(b"x", 200, content_length="1000000000")(request)  # type: ignore[arg-type]
        time.sleep(2)

    assert posted(site.serve(endless), seconds=1) == 200


def test_what_is_no_address_or_no_port_is_told() -> None:
    assert refusal("mailto:ada@post.example") == "invalid-address"
    assert refusal("http://127.0.0.1:1/") == "unreachable"
    assert refusal("http://127.0.0.1:99999/") in ("invalid-address", "unreachable")
