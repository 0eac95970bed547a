"""Signing in and out, and one's own account."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy

from claims import rules
from claims.api.outlets.views import OutletViewSet
from claims.api.urls import me, own_keys, view_of
from claims.pages.base import Page
from claims.pages.feeds import Feed
from newsapp.accounts.keys import DEEDS, DELIVERED, choose_keys, faults_of
from newsapp.accounts.models import User
from newsapp.accounts.views import TokenViewSet


class AccountPage(Page):
    """The user's own account, keys and tokens."""

    template_name = "accounts/account.html"
    rule = rules.may_hold_tokens
    feeds = {
        "me": Feed(me),
        "own_keys": Feed(own_keys),
        "tokens": Feed(view_of(TokenViewSet)),
        "outlets": Feed(view_of(OutletViewSet), {"page_size": "200"}),
    }
    faults: dict[str, str] = {}
    typed: dict[str, str] = {}
    """Keys that were just refused, and why, by deed."""

    def more(self, answers: dict[str, Any]) -> dict[str, Any]:
        keys = answers["own_keys"]["keys"] | self.typed
        rows = [(deed, words, keys[deed], self.faults.get(deed, "")) for deed, (_, words) in DEEDS.items()]
        names = {outlet["id"]: outlet["name"] for outlet in answers["outlets"]["results"]}
        for token in answers["tokens"]:
            token["limited_to"] = [names.get(pk, f"outlet {pk}") for pk in token["outlets"] or ()]
        return {"key_rows": rows, "refused": bool(self.faults)}


class KeysPage(LoginRequiredMixin, AccountPage):
    """Stores the keys that the form of the account page sends; with what is wrong of them, it is that page."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = {deed: request.POST.get(deed, "").strip() or key for deed, key in DELIVERED.items()}
        on = "off" not in request.POST
        if "as-delivered" in request.POST:
            keys, on = DELIVERED, True
        if faults := faults_of(keys):
            self.typed, self.faults = keys, faults
            return self.get(request)
        choose_keys(cast("User", request.user), keys=keys, on=on)
        messages.success(request, "Your keys are stored.")
        return redirect(f"{reverse('account')}#keys")


urlpatterns = [
    path("account/", AccountPage.as_view(), name="account"),
    path("account/keys/", KeysPage.as_view(), name="account-keys"),
    path(
        "account/password/",
        PasswordChangeView.as_view(template_name="accounts/password.html", success_url=reverse_lazy("account")),
        name="password",
    ),
    path("sign-in/", LoginView.as_view(template_name="accounts/sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
