"""The secret key of an installation whose environment does not hold it."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def kept_in(path: Path) -> str:
    """Return the key in the file, which is made with a new random key where it is missing.

    Safe when several processes start at once: the file appears whole or not at all, and the first one wins.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def read_from(path: Path) -> str:
    """Return the key that somebody else keeps in the file; blanks and line ends around it are no part of it.

    Raises ImproperlyConfigured where there is none, rather than sign with a key that nobody knows of.
    """
    try:
        key = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"SECRET_KEY_FILE={path} cannot be read: {error}") from None
    if not key:
        raise ImproperlyConfigured(f"SECRET_KEY_FILE={path} is empty.")
    return key
