"""HEAD gives the headers of GET, and nothing for the server to drop and warn about."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from newsapp.wsgi import application

PATHS = ["/sign-in/", "/api/schema/", "/api/v1/nothing/", "/healthz"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_no_body_reaches_the_server(path: str) -> None:
    factory, started, bodies = RequestFactory(), [], {}
    for method in ("GET", "HEAD"):
        environ = factory.generic(method, path).environ
        bodies[method] = b"".join(application(environ, lambda *given: started.append(given)))
    (got, _), (asked, headers_of_head) = started
    assert got == asked
    assert dict(headers_of_head)["Content-Length"] == str(len(bodies["GET"]))
    assert (len(bodies["GET"]) > 0, bodies["HEAD"]) == (True, b"")
