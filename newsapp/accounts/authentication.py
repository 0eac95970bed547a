"""Who a token of the API stands for."""

from __future__ import annotations

from django.db import Error
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.outages import noted_outage
from newsapp.accounts.models import Token, User
from newsapp.accounts.roles import Role, Scope


class TokenAuthentication(KnoxTokenAuthentication):  # type: ignore[misc]
    """``Authorization: Token ...``, or ``Bearer ...`` as generated clients and those of language models send it."""

    def authenticate_header(self, request: Request) -> str:
        sent = get_authorization_header(request).split()
        return "Bearer" if sent and sent[0].lower() == b"bearer" else "Token"

    def authenticate_credentials(self, token: bytes) -> tuple[User, Token]:
        """The owner, who may no more in this request than the scope lets the token do."""
        if not token.isascii():  # which none of ours is, and the library would fail to read
            raise AuthenticationFailed("Invalid token.")
        user, found = super().authenticate_credentials(token)
        if user.role == Role.ADMINISTRATOR and found.scope != Scope.ADMIN:
            user.role = Role.EDITOR  # here, not in the database
        if found.outlets is not None:
            user.outlets = frozenset(found.outlets)
        try:
            found.note_use()
        except Error as error:
            if not noted_outage(error):  # a database that takes no writes still answers
                raise
        return user, found
