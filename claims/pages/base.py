"""A page is an answer of the API in a template.

A page names the API views that feed it. They are called in process, on a copy of the page's own request: same user,
same session, same permissions, and a query made of the page's own. What they refuse, the page refuses.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views import View

from claims import rules

EVERYTHING = None
_REFUSALS = (401, 403)


class ProblemError(Exception):
    """The API answered with a problem; ``body`` is the problem."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body["detail"])
        self.body = body


@dataclass(frozen=True, slots=True)
class Feed:
    """An API view that feeds a page.

    ``view`` is the name of its address; ``query`` what the page always asks of it, where ``{pk}`` stands for the
    number in the page's own address. ``passes`` names the parameters handed on from the page's query (EVERYTHING:
    all of them), ``without`` those held back. The answer to somebody who may not read it is None if ``optional``.
    """

    view: str
    query: Mapping[str, str] = field(default_factory=dict)
    passes: tuple[str, ...] | None = ()
    without: tuple[str, ...] = ()
    of_record: bool = False
    optional: bool = False

    def address(self, kwargs: Mapping[str, Any]) -> str:
        return reverse(self.view, kwargs={"pk": kwargs["pk"]} if self.of_record else None)

    def query_for(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> QueryDict:
        """The page's parameters that are handed on, and the fixed ones over them."""
        query = QueryDict(mutable=True)
        for name, values in request.GET.lists():
            if self.hands_on(name):
                query.setlist(name, values)
        for name, value in self.query.items():
            query[name] = value.format(**kwargs)
        return query

    def hands_on(self, name: str) -> bool:
        return (self.passes is EVERYTHING or name in self.passes) and name not in self.without


class Page(View):
    """A page of the answers of its ``feeds``, each under its name in the template; the first one is its main one.

    ``rule`` says who may open it beyond what the feeds say. Subclasses may add to the context with `more`, from the
    answers alone, and choose feeds by the request with `feeds_for`.
    """

    http_method_names = ["get", "head", "options"]
    template_name = ""
    feeds: Mapping[str, Feed] = {}
    rule = rules.anyone

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.rule(request.user):
            return _refuse(request)
        try:
            feeds = self.feeds_for(request)
            answers = {name: fetch(feed, request, kwargs) for name, feed in feeds.items()}
        except ProblemError as error:
            return _problem_page(request, error.body)
        if request.user.is_authenticated:
            get_token(request)  # sets the cookie that the scripts send back with each write
        main = next(iter(feeds.values()), None)
        json_url = _with_query(main.address(kwargs), main.query_for(request, kwargs)) if main else ""
        context = answers | {"json_url": json_url, "permanent_url": request.build_absolute_uri(request.path)}
        return render(request, self.template_name, context | self.more(context))

    def feeds_for(self, request: HttpRequest) -> Mapping[str, Feed]:
        return self.feeds

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        """What the template needs beside the answers, made of them."""
        return {}


def fetch(feed: Feed, request: HttpRequest, kwargs: Mapping[str, Any]) -> Any:
    """The answer of the API view to this request's user. Raises ProblemError where it is a problem."""
    address, query = feed.address(kwargs), feed.query_for(request, kwargs)
    view, view_args, view_kwargs = resolve(address)
    response = view(_api_request(request, address, query), *view_args, **view_kwargs)
    if feed.optional and response.status_code in _REFUSALS:
        return None
    if response.status_code >= 400:
        raise ProblemError(response.data)
    answer = response.data
    if feed.hands_on("cursor"):
        links = {name: _page_link(request, answer[name]) for name in ("next", "previous")}
        answer = answer | links
    return answer


def _api_request(request: HttpRequest, address: str, query: QueryDict) -> HttpRequest:
    """The page's request as if it had asked the API."""
    asked = copy.copy(request)
    asked.method = "GET"
    asked.path = asked.path_info = address
    asked.GET = query  # type: ignore[assignment]
    asked.META = request.META | {
        "PATH_INFO": address,
        "QUERY_STRING": query.urlencode(),
        "REQUEST_METHOD": "GET",
        "HTTP_ACCEPT": "application/json",
    }
    return asked


def _page_link(request: HttpRequest, api_link: str | None) -> str | None:
    """The API's link to the next or previous rows as a link of this page."""
    if api_link is None:
        return None
    query = request.GET.copy()
    query["cursor"] = parse_qs(urlsplit(api_link).query)["cursor"][0]
    return _with_query(request.path, query)


def _with_query(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path


def _refuse(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def _problem_page(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    match body["status"]:
        case 401:
            return redirect_to_login(request.get_full_path())
        case 403:
            raise PermissionDenied
        case 404:
            raise Http404
    return render(request, "errors/problem.html", {"problem": body}, status=body["status"])
