"""The admin site is for accounts only, and for administrators only: all else is written through the REST API."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest

from claims import rules
from claims.models import User


class AccountsSite(admin.AdminSite):
    """Open to the role of administrator; Django's staff flag and permissions are not asked."""

    site_header = site_title = "newsapp accounts"
    index_title = "Accounts"
    login_form = AuthenticationForm

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and rules.may_manage_accounts(request.user)


class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts with their roles."""

    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password", "role", "is_active")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "usable_password", "password1", "password2", "role")}),)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.may_manage_accounts(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return rules.may_manage_accounts(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: who did what is kept for ever. An account that is not wanted any more is made inactive."""
        return False


site = AccountsSite()
site.register(User, AccountAdmin)
