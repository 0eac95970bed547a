"""The admin site is for accounts only: everything else is written through the REST API."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from claims.models import User


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts with their roles."""

    list_display = ("username", "first_name", "last_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    fieldsets = (*(UserAdmin.fieldsets or ()), ("newsapp", {"fields": ("role",)}))
    add_fieldsets = (*UserAdmin.add_fieldsets, ("newsapp", {"fields": ("role",)}))
