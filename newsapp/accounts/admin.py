"""The admin site is for accounts only, and for administrators only: all else is written through the REST API."""

from typing import cast

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AuthenticationForm
from django.forms import ModelForm
from django.http import HttpRequest

from claims import rules
from claims.choices import ChangeKind
from claims.services.changes import changing
from newsapp.accounts.models import User


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

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        """A Change, whose note says what became of whose account."""
        values = ", ".join(f"{name} {form.cleaned_data[name]}" for name in form.changed_data if "password" not in name)
        note = f"{'changed' if change else 'made'} the account of {obj.username}: {values or 'nothing'}"
        with changing(ChangeKind.ACCOUNT, by=cast("User", request.user), note=note) as deed:
            super().save_model(request, obj, form, change)
            deed.stored()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return rules.may_manage_accounts(request.user)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return rules.may_manage_accounts(request.user)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody: who did what is kept for ever. An account that is not wanted any more is made inactive."""
        return False


site = AccountsSite()
site.register(User, AccountAdmin)
