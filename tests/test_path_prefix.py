"""The whole program under a path prefix, with nothing at the root of its host but what others put there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import orjson
import pytest

from tests.factories import PASSWORD
from tests.mcp.speaking import calling, talk_over_http
from tests.whole_program import ADMINISTRATOR, served

PREFIX = "/news"
pytestmark = pytest.mark.xdist_group("path-prefix")  # one server for all of them


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("var"), SCRIPT_NAME=PREFIX) as origin:
        yield origin


@pytest.fixture
def cookies() -> CookieJar:
    return CookieJar()


@pytest.fixture
def visit(cookies: CookieJar) -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(cookies))


def sign_in(visit: OpenerDirector, origin: str, path: str) -> str:
    """Fill in the form at the path, which may lead there by way of others; the path where it ends."""
    with visit.open(origin + path) as response:
        page, address = response.read().decode(), response.url
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    hidden = dict(re.findall(r'type="hidden" name="(next)" value="([^"]*)"', page))
    form = {"username": ADMINISTRATOR, "password": PASSWORD, "csrfmiddlewaretoken": token} | hidden
    with visit.open(address, urlencode(form).encode()) as response:
        return urlsplit(response.url).path


PAGES = ("/", "/claims/", "/claims/1/", "/articles/", "/articles/1/", "/speakers/", "/speakers/1/", "/sign-in/")


def test_the_modules_of_a_page_import_each_other_by_names_that_browsers_keep(
    origin: str, visit: OpenerDirector
) -> None:
    sign_in(visit, origin, f"{PREFIX}/sign-in/?next={PREFIX}/")
    page = visit.open(f"{origin}{PREFIX}/articles/1/").read().decode()
    waiting = {urljoin(origin, address) for address in re.findall(r'(?:src|data-forms)="([^"]+\.js)"', page)}
    assert len(waiting) == 2
    loaded = set()
    while waiting:
        loaded.add(address := waiting.pop())
        with visit.open(address) as response:
            assert "immutable" in response.headers["Cache-Control"], address
            script = response.read().decode()
        imported = re.findall(r'(?:from |import\()"(\./[^"]+)"', script)
        waiting |= {urljoin(address, name) for name in imported} - loaded
    assert {"keys", "hops"} <= {address.rsplit("/", 1)[1].split(".")[0] for address in loaded}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_and_whatever_it_names_lies_under_the_prefix(
    path: str, origin: str, visit: OpenerDirector
) -> None:
    page = visit.open(f"{origin}{PREFIX}{path}?page_size=1").read().decode()
    named = [unescape(address) for address in re.findall(r'(?:href|src|action|data-api)="([^"]+)"', page)]
    ours = [address for address in named if address.startswith("/")]
    assert len(ours) > 10
    assert [address for address in ours if not address.startswith(f"{PREFIX}/")] == []


def test_styles_and_scripts_are_served_under_it(origin: str, visit: OpenerDirector) -> None:
    page = visit.open(f"{origin}{PREFIX}/").read().decode()
    files = re.findall(r'(?:href|src)="([^"]+\.(?:css|js|svg))"', page)
    assert len(files) > 5
    for file in files:
        with visit.open(urljoin(origin, file)) as response:
            assert response.status == 200


def test_links_in_answers_lead_on_under_it(origin: str, visit: OpenerDirector) -> None:
    first = orjson.loads(visit.open(f"{origin}{PREFIX}/api/v1/claims/?page_size=1").read())
    assert first["next"].startswith(f"{origin}{PREFIX}/api/v1/claims/?")
    second = orjson.loads(visit.open(first["next"]).read())
    assert second["results"][0]["id"] != first["results"][0]["id"]
    families = orjson.loads(visit.open(f"{origin}{PREFIX}/api/v1/").read())
    assert families["claims"] == f"{origin}{PREFIX}/api/v1/claims/"


def test_the_next_page_of_a_list_follows(origin: str, visit: OpenerDirector) -> None:
    page = visit.open(f"{origin}{PREFIX}/claims/?page_size=1").read().decode()
    following = unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])
    assert following.startswith(f"{PREFIX}/claims/?")
    assert 'rel="prev"' in visit.open(origin + following).read().decode()


def test_the_description_of_the_api_names_it(origin: str, visit: OpenerDirector) -> None:
    schema = visit.open(f"{origin}{PREFIX}/api/schema/?format=json").read()
    assert orjson.loads(schema)["servers"] == [{"url": PREFIX}]


@pytest.mark.parametrize("path", ["/account/", "/admin/"])
def test_signing_in_leads_back_and_its_cookies_stay_under_it(
    path: str, origin: str, visit: OpenerDirector, cookies: CookieJar
) -> None:
    assert sign_in(visit, origin, f"{PREFIX}{path}") == f"{PREFIX}{path}"
    assert {cookie.path for cookie in cookies} == {PREFIX}


def test_tools_give_addresses_under_it(origin: str) -> None:
    result = talk_over_http(f"{origin}{PREFIX}/mcp", calling("search_claims", include_unconfirmed=True, limit=1))
    (claim,) = result.structured_content["claims"]
    assert claim["address"] == f"{origin}{PREFIX}/claims/{claim['id']}/"


@pytest.mark.parametrize("path", ["/nothing/", "/api/v1/nothing/"])
def test_what_is_not_there_is_said_as_a_page_or_a_problem(path: str, origin: str, visit: OpenerDirector) -> None:
    with pytest.raises(OSError, match="404") as raised:
        visit.open(f"{origin}{PREFIX}{path}")
    kind = raised.value.headers["Content-Type"]
    assert kind.startswith("application/problem+json" if "/api/" in path else "text/html")
