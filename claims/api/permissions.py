from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from claims import rules
from claims.choices import VisitorAccess
from newsapp.accounts.roles import Scope

if TYPE_CHECKING:  # it reads the settings, which name this module
    from rest_framework.views import APIView

    from newsapp.accounts.models import User


def may_come_in(user: User | AnonymousUser) -> bool:
    """Whether they may read anything at all."""
    return user.is_authenticated or settings.NEWSAPP_VISITORS != VisitorAccess.NOTHING


class ByRole(BasePermission):
    """Asks the view's ``rules``: a mapping of action ("create", "update", "destroy", "read") to a rule.

    Reading is open to what `visible` shows, and to visitors as far as the setting lets them. An action without
    a rule is nobody's. Rules of a single record are asked once the record is there.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method not in view.allowed_methods:
            return True  # The view refuses it for everybody, with 405.
        rule = self.rule_of(view, request.method)
        if request.method in SAFE_METHODS:
            return may_come_in(request.user) and rule(request.user)
        if not request.user.is_authenticated:
            return False
        if getattr(request.auth, "scope", None) == Scope.READ:
            raise PermissionDenied("This token is for reading only.")
        if getattr(view, "detail", False):
            return True
        return rule(request.user)

    def has_object_permission(self, request: Request, view: APIView, obj: Model) -> bool:
        if request.method in SAFE_METHODS:
            return True
        return self.rule_of(view, request.method)(request.user, obj)

    @staticmethod
    def rule_of(view: APIView | type[APIView], method: str | None) -> rules.Rule:
        """Who may do by the method what the view is asked for."""
        by_action: dict[str | None, rules.Rule] = getattr(view, "rules", {})
        action = getattr(view, "action", None)
        if method in SAFE_METHODS:
            return by_action.get(action, by_action.get("read", rules.anyone))
        return by_action.get("update" if action == "partial_update" else action, rules.nobody)
