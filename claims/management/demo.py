"""What a newcomer finds on the first start: an editor to sign in as, and the claims of the sample articles."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from claims.choices import IntakeOrigin
from claims.models import Article
from claims.services.incoming import Incoming
from claims.services.intakes import take_in_now
from newsapp.accounts.models import User
from newsapp.accounts.roles import Role

EDITOR = "editor"
PASSWORD_FILE = "editor_password"  # noqa: S105 the file's name, under the directory of the setting VAR_DIR
SAMPLES = {
    "basra-consulate.txt": "Gulf Wire Daily",
    "tehran-answers.txt": "The Harbour Post",
    "bolton-warning.txt": "Meridian Courier",
}


def set_up() -> list[Article]:
    """Make the demo editor and take in the samples as theirs; the articles, or none where this was done before.

    All of it happens or nothing does, so a start that was broken off is made good by the next one.
    """
    with transaction.atomic():
        if User.objects.filter(username=EDITOR).exists():
            return []
        editor = User.objects.create_user(EDITOR, password=_kept_password(), role=Role.EDITOR)
        return [_take_in_sample(name, outlet, editor) for name, outlet in SAMPLES.items()]


def how_to_sign_in() -> str:
    """A sentence with the demo editor's name and, where it is still the generated one, the password."""
    editor = User.objects.filter(username=EDITOR).first()
    if not editor:
        return "The demo editor was removed; `.venv/bin/python manage.py createsuperuser` makes an account."
    path = _password_path()
    if path.exists() and editor.check_password(password := path.read_text()):
        return f"Sign in as {EDITOR} with the password {password} (kept in {path})."
    return f"Sign in as {EDITOR} with the password you chose (`manage.py changepassword {EDITOR}` sets another)."


def _take_in_sample(name: str, outlet: str, editor: User) -> Article:
    data = (settings.BASE_DIR / "samples" / name).read_bytes()
    incoming = Incoming(data, IntakeOrigin.COMMAND, filename=name, stated={"outlet": outlet})
    return take_in_now(incoming=incoming, by=editor).article


def _password_path() -> Path:
    return Path(settings.VAR_DIR) / PASSWORD_FILE


def _kept_password() -> str:
    """The password in var/, generated where none is kept there; readable by its owner alone."""
    path = _password_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(12))
        draft.replace(path)
    return path.read_text()
