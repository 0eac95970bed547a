"""The answers of the API that a page is made of.

The API's views are called in process, on a copy of the page's own request: same user, same session, same
permissions, and a query made of the page's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from claims.api.filters import FilterBackend
from claims.api.formats import Format
from claims.api.in_process import answer_of
from claims.reading.related import Row

EVERYTHING = None
_REFUSALS = (401, 403)


class ProblemError(Exception):
    """The API answered with a problem; ``body`` is the problem, ``wait`` its Retry-After, if it has one."""

    def __init__(self, body: Row, wait: str | None) -> None:
        super().__init__(body["detail"])
        self.body = body
        self.wait = wait


class MovedError(Exception):
    """The record is found under another number now, ``pk``, or on another page, by its name in the addresses."""

    def __init__(self, pk: int, *, page: str = "") -> None:
        super().__init__(pk)
        self.pk, self.page = pk, page


@dataclass(frozen=True, slots=True)
class Feed:
    """An API view that feeds a page.

    ``query`` is what the page always asks of it, where ``{pk}`` stands for the number in the page's own address.
    ``passes`` names the parameters handed on from the page's query (EVERYTHING: all that the view knows), ``without``
    those held back. ``cursor`` is the page's name for the view's cursor: on a page of several lists, each list has its
    own, which is also the id of its section. The answer to somebody who may not read it is None if ``optional``; it is
    the text in which the API writes it, if ``written``. ``record`` is the number of the record where it is another than
    the page's; ``under`` is its name in the address of a list that belongs to one record.
    """

    view: Any  # the function that the API has at an address, with the class and the arguments it was made of
    query: Mapping[str, str] = field(default_factory=dict)
    passes: tuple[str, ...] | None = ()
    without: tuple[str, ...] = ()
    cursor: str = "cursor"
    optional: bool = False
    written: bool = False
    record: int | None = None
    under: str = ""

    def answer(self, request: HttpRequest, kwargs: Mapping[str, Any], query: QueryDict) -> Any:
        """The answer to this request's user; ``query`` is the page's. Raises ProblemError where it is a problem,
        MovedError where it leads to another record.
        """
        response = answer_of(self.view, request, self._query_for(query, kwargs), self._record(kwargs))
        if self.optional and response.status_code in _REFUSALS:
            return None
        if response.status_code == 302:
            raise MovedError(response.data["id"])
        if response.status_code >= 400:
            raise ProblemError(response.data, response.headers.get("Retry-After"))
        if self.written:
            return response.render().content.decode()
        answer = response.data
        if self.cursor in self.handed_on():
            links = {name: self._page_link(request.path, query, answer[name]) for name in ("next", "previous")}
            answer = answer | links
        return answer

    def json_url(self, query: QueryDict, kwargs: Mapping[str, Any]) -> str:
        """Where the API gives the same answer to anybody who asks."""
        return _with_query(self._address(kwargs), self._query_for(query, kwargs))

    def alternates(self, query: QueryDict, kwargs: Mapping[str, Any]) -> list[dict[str, str]]:
        """The formats of the field in which the API gives the same answer from its first page on."""
        asked = self._query_for(query, kwargs)
        asked.pop("cursor", None)
        addresses = []
        for of_field in formats_of(self.view):
            asked["format"] = of_field.format
            address = _with_query(self._address(kwargs), asked)
            addresses.append({"type": of_field.media_type, "address": address})
        return addresses

    def handed_on(self) -> dict[str, str]:
        """The parameters of the page that the view gets too, each with the view's name for it."""
        if self.passes is EVERYTHING:
            names = FilterBackend().parameters_of(self.view.cls(**self.view.initkwargs))
        else:
            names = set(self.passes)
        return {self.cursor if name == "cursor" else name: name for name in names - set(self.without)}

    def _record(self, kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """The number of the one record that the view answers about, if it does."""
        name = "pk" if self.view.initkwargs.get("detail") else self.under
        return {name: str(self.record or kwargs["pk"])} if name else {}

    def _address(self, kwargs: Mapping[str, Any]) -> str:
        return reverse(self.view, kwargs=self._record(kwargs))

    def _query_for(self, query: QueryDict, kwargs: Mapping[str, Any]) -> QueryDict:
        """The page's parameters that are handed on, and the fixed ones over them."""
        asked = QueryDict(mutable=True)
        for name, known_as in self.handed_on().items():
            if name in query:
                asked.setlist(known_as, query.getlist(name))
        for name, value in self.query.items():
            asked[name] = value.format(**kwargs)
        return asked

    def _page_link(self, path: str, query: QueryDict, api_link: str | None) -> str | None:
        """The API's link to the next or previous rows as a link of the page."""
        if api_link is None:
            return None
        query = query.copy()
        query[self.cursor] = parse_qs(urlsplit(api_link).query)["cursor"][0]
        section = "" if self.cursor == "cursor" else f"#{self.cursor}"
        return _with_query(path, query) + section


def formats_of(view: Any) -> tuple[type[Format], ...]:
    """What a view of the API answers in beside JSON."""
    formats: dict[str, tuple[type[Format], ...]] = getattr(view.cls, "formats", {})
    return formats.get(view.actions["get"], ()) if formats else ()


def own_query(request: HttpRequest, feeds: Iterable[Feed], own: Iterable[str] = ()) -> QueryDict:
    """The parameters that a feed takes, and the page's ``own``. Others come with links that were shared elsewhere, and
    mean nothing here; nor does a field of a form that was left empty.
    """
    taken = {*own, *(name for feed in feeds for name in feed.handed_on())}
    query = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if name in taken and any(values):
            query.setlist(name, values)
    return query


def _with_query(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path
