"""`manage.py prepare`: what the first `make run` makes, and that the second one makes nothing again."""

import io
import stat

import pytest
from django.core.management import call_command

from claims.choices import QuoteType, Relation, Status
from claims.models import Article, Claim, Link
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role
from tests.writing import delete, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepare(settings, tmp_path, monkeypatch):
    # The database for tests is up to date, and PostgreSQL makes no index inside the transaction a test runs in.
    monkeypatch.setattr("claims.management.commands.prepare.call_command", lambda *args, **options: None)
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("COLUMNS", "160")

    def call():
        out = io.StringIO()
        call_command("prepare", stdout=out)
        return out.getvalue()

    return call


def test_the_first_run_makes_an_editor_whose_password_it_prints_and_keeps(prepare, tmp_path, client):
    out = prepare()
    kept = tmp_path / "editor_password"
    editor = User.objects.get()
    assert (editor.username, editor.role, editor.is_superuser) == ("editor", Role.EDITOR, False)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert f"Sign in as editor with the password {kept.read_text()}" in out
    assert editor.check_password(kept.read_text())


def test_the_first_run_takes_in_the_samples_and_prints_their_claims(prepare):
    out = prepare()
    assert Article.objects.count() == 3
    assert all(name in out for name in ("Mike Pompeo", "Bahram Qassemi", "John Bolton", "Hassan Rouhani"))
    assert "→ Press TV → Meridian Courier" in out
    assert not Claim.objects.exclude(status=Status.SUGGESTED).exists()
    assert set(Claim.objects.values_list("quote_type", flat=True)) == set(QuoteType.values)


def test_the_samples_show_a_statement_repeated_and_a_claim_denied(prepare):
    prepare()
    repeated = Link.objects.filter(relation=Relation.REPEATS, claim__content__contains="condemns any attack")
    denied = Link.objects.filter(relation=Relation.CONTRADICTS, other__speaker__name__contains="Pompeo")
    assert repeated.exists()
    assert denied.exists()


def test_the_second_run_makes_nothing_again(prepare):
    first = prepare()
    second = prepare()
    assert second == first.splitlines(keepends=True)[-1]
    assert (User.objects.count(), Article.objects.count()) == (1, 3)


def test_a_sample_that_was_deleted_does_not_come_back(prepare):
    prepare()
    delete(Claim.objects.all())
    delete(Article.objects.all())
    prepare()
    assert not Article.objects.exists()


def test_a_password_that_was_changed_is_not_set_back_and_not_printed(prepare, tmp_path):
    prepare()
    editor = User.objects.get()
    editor.set_password("chosen by the editor")
    save(editor)
    out = prepare()
    assert (tmp_path / "editor_password").read_text() not in out
    assert User.objects.get().check_password("chosen by the editor")


def test_a_start_that_was_broken_off_is_made_good_by_the_next_one(prepare, monkeypatch):
    def broken(text, *, published=None):
        raise RuntimeError("broken off")

    with monkeypatch.context() as patched:
        patched.setattr("claims.services.suggesting.run_extractor", broken)
        with pytest.raises(RuntimeError):
            prepare()
    assert not User.objects.exists()
    prepare()
    assert Article.objects.count() == 3
