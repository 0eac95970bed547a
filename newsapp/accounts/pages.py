"""Signing in and out, and one's own account."""

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.urls import path, reverse_lazy

from claims import rules
from claims.api.urls import me, view_of
from claims.pages.base import Page
from claims.pages.feeds import Feed
from newsapp.accounts.views import TokenViewSet


class AccountPage(Page):
    """The user's own account and tokens."""

    template_name = "accounts/account.html"
    rule = rules.may_hold_tokens
    feeds = {"me": Feed(me), "tokens": Feed(view_of(TokenViewSet))}


urlpatterns = [
    path("account/", AccountPage.as_view(), name="account"),
    path(
        "account/password/",
        PasswordChangeView.as_view(template_name="accounts/password.html", success_url=reverse_lazy("account")),
        name="password",
    ),
    path("sign-in/", LoginView.as_view(template_name="accounts/sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
