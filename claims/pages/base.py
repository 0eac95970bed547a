"""A page is an answer of the API in a template.

A page names the API views that feed it. What they refuse, the page refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import ResolverMatch
from django.views import View

from claims import rules
from claims.api.urls import open_work
from claims.pages.errors import unavailable
from claims.pages.feeds import Feed, MovedError, ProblemError, own_query
from claims.pages.filters import title

_OPEN_WORK = Feed(open_work, optional=True)


class Page(View):
    """A page of the answers of its ``feeds``, each under its name in the template; the first one is its main one.

    ``rule`` says who may open it beyond what the feeds say. Subclasses may add to the context with `more`, from the
    answers alone, and choose feeds by the request with `feeds_for`. ``query`` is what the feeds take of the page's own.
    """

    http_method_names = ["get", "head", "options"]
    template_name = ""
    feeds: Mapping[str, Feed] = {}
    rule = rules.anyone
    own: tuple[str, ...] = ()
    """Parameters that say what the page shows of the answers; no feed takes them."""
    query: QueryDict

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.rule(request.user):
            return _refuse(request)
        try:
            feeds = self.feeds_for(request)
            self.query = own_query(request, feeds.values(), self.own)
            answers = {name: feed.answer(request, kwargs, self.query) for name, feed in feeds.items()}
            for name, feed in self.feeds_after(answers).items():
                answers[name] = feed.answer(request, kwargs, self.query)
            return self._shown(request, kwargs, feeds, answers)
        except MovedError as error:
            return redirect(error.page or cast("ResolverMatch", request.resolver_match).view_name, pk=error.pk)
        except ProblemError as error:
            return _problem_page(request, error)

    def _shown(
        self, request: HttpRequest, kwargs: Mapping[str, Any], feeds: Mapping[str, Feed], answers: dict[str, Any]
    ) -> HttpResponse:
        if request.user.is_authenticated:
            get_token(request)  # sets the cookie that the scripts send back with each write
        main = next(iter(feeds.values()), None)
        json_url = main.json_url(self.query, kwargs) if main else ""
        alternates = [
            each for feed in feeds.values() if not feed.written for each in feed.alternates(self.query, kwargs)
        ]
        permanent_url = request.build_absolute_uri(request.path)
        context = answers | {"json_url": json_url, "alternates": alternates, "permanent_url": permanent_url}
        # Asked for once the header is shown, which parts of a page do without.
        context["open_work"] = lambda: _OPEN_WORK.answer(request, {}, QueryDict())
        return render(request, self.template_name, context | self.more(context))

    def feeds_for(self, request: HttpRequest) -> Mapping[str, Feed]:
        return self.feeds

    def feeds_after(self, answers: dict[str, Any]) -> Mapping[str, Feed]:
        """The feeds that cannot be asked before these answers are there."""
        return {}

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        """What the template needs beside the answers, made of them."""
        return {}


def _refuse(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def _problem_page(request: HttpRequest, error: ProblemError) -> HttpResponse:
    body = error.body
    match body["status"]:
        case 401:
            return redirect_to_login(request.get_full_path())
        case 403:
            raise PermissionDenied
        case 404:
            raise Http404
        case 503:
            return unavailable(request, body["detail"], body["code"], error.wait)
    errors = [{**error, "name": title(error["field"])} for error in body.get("errors", ())]
    return render(request, "errors/problem.html", {"problem": {**body, "errors": errors}}, status=body["status"])
