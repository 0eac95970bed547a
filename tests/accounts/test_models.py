"""Accounts and their roles."""

import pytest

from newsapp.accounts.models import User
from newsapp.accounts.roles import Role

pytestmark = pytest.mark.django_db


def test_a_new_account_may_read_only() -> None:
    assert User.objects.create_user("ada").role == Role.READER


def test_the_account_that_createsuperuser_makes_is_an_administrators() -> None:
    user = User.objects.create_superuser("ada")
    assert (user.role, user.is_staff, user.is_superuser) == (Role.ADMINISTRATOR, True, True)


def test_a_person_is_shown_by_full_name_where_there_is_one() -> None:
    assert User(username="ada", first_name="Ada", last_name="Lind").shown_name == "Ada Lind"
    assert User(username="ada").shown_name == "ada"
