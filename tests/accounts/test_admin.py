"""The admin site: accounts and their roles, for administrators."""

import pytest

from claims.models import Change
from newsapp.accounts.models import User
from tests.cast import CAST, and_above


@pytest.mark.parametrize("name", CAST)
def test_it_is_open_to_administrators_alone(name, member, as_user):
    response = as_user(member(name)).get("/admin/accounts/user/")
    if name == "administrator":
        assert response.status_code == 200
    else:
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")


def test_an_administrator_makes_an_account_with_a_role(administrator, as_user):
    password = "basra-2018-consulate"
    form = {"username": "new", "usable_password": "true", "role": "fact-checker"}
    form |= {"password1": password, "password2": password}
    response = as_user(administrator).post("/admin/accounts/user/add/", form, format="multipart")
    assert response.status_code == 302
    made = User.objects.get(username="new")
    assert made.role == "fact-checker"
    assert made.check_password(password)


def test_nothing_but_accounts_is_there(administrator, as_user):
    client = as_user(administrator)
    assert b"Accounts" in client.get("/admin/").content
    assert client.get("/admin/claims/claim/").status_code == 404


@pytest.mark.parametrize("name", sorted(and_above("reader")))
@pytest.mark.parametrize("is_staff", [True, False])
def test_the_account_page_leads_to_it_exactly_where_it_lets_one_in(name, is_staff, member, as_user):
    user = member(name)
    User.objects.filter(pk=user.pk).update(is_staff=is_staff)
    client = as_user(user)
    lets_in = client.get("/admin/").status_code == 200
    assert (b'href="/admin/"' in client.get("/account/").content) == lets_in == (name == "administrator")


def test_nobody_deletes_an_account_but_makes_it_inactive_and_that_is_a_change(administrator, editor, as_user):
    client = as_user(administrator)
    assert client.get(f"/admin/accounts/user/{editor.pk}/delete/").status_code == 403
    form = {"username": "editor", "role": "editor", "first_name": "Nora"}  # the box of is_active is not ticked
    response = client.post(f"/admin/accounts/user/{editor.pk}/change/", form, format="multipart")
    assert response.status_code == 302
    editor.refresh_from_db()
    assert not editor.is_active
    change = Change.objects.get(kind="account")
    assert (change.user, change.note) == (
        administrator,
        "changed the account of editor: is_active False, first_name Nora",
    )
