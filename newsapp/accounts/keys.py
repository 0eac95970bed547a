"""The keys that the pages are worked with, and which of them a person has changed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

from newsapp.accounts.models import User

# By the name that claims/static/claims/js/keys.js has for a deed: the key it is delivered with, and what it does.
DEEDS: dict[str, tuple[str, str]] = {
    "next": ("j", "Next undecided claim"),
    "previous": ("k", "Previous undecided claim"),
    "confirm": ("y", "Confirm, and go on"),
    "reject": ("x", "Reject, and go on"),
    "earlier": ("o", "Keep an altered claim as it was, and go on"),
    "speaker": ("s", "Correct the speaker"),
    "tag": ("t", "Add a tag"),
    "link": ("l", "Link to another claim"),
    "comment": ("c", "Comment on the claim"),
    "edit": ("e", "Select the claim’s words, to alter them"),
    "select": ("v", "Select words"),
    "add": ("n", "New claim of the selected words"),
    "words": ("w", "The selected words are the claim’s"),
    "more": ("+", "Add the selected words to the claim’s"),
    "fewer": ("-", "Drop the selected words from the claim’s"),
    "undo": ("u", "Take back the last deed"),
    "help": ("?", "Help on the keys"),
}
DELIVERED = {deed: key for deed, (key, _) in DEEDS.items()}
_OF_BROWSERS = {"/", "'"}  # they search the page; the space bar, which scrolls it, is no printable character here


def keys_of(user: User) -> dict[str, str]:
    """The key of each deed, as the user has it."""
    own: dict[str, str] = user.own_keys
    return DELIVERED | own


def faults_of(keys: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the keys, by deed; those that are not named are as delivered."""
    whole = DELIVERED | dict(keys)
    used = Counter(whole.values())
    faults = {}
    for deed, key in whole.items():
        if fault := _fault_of(key):
            faults[deed] = fault
        elif used[key] > 1:
            others = [words for other, (_, words) in DEEDS.items() if other != deed and whole[other] == key]
            faults[deed] = f"“{key}” is the key of “{others[0]}” too."
    return faults


def choose_keys(user: User, *, keys: Mapping[str, str] | None = None, on: bool | None = None) -> None:
    """Store which keys the user has, those that are not named as delivered, and whether any; None leaves it as it is.

    The keys have no faults.
    """
    if keys is not None:
        user.own_keys = {deed: key for deed, key in keys.items() if DELIVERED[deed] != key}
    if on is not None:
        user.uses_keys = on
    user.save(update_fields=["own_keys", "uses_keys"])


def _fault_of(key: str) -> str:
    if len(key) != 1 or key.isspace() or unicodedata.category(key)[0] not in "LNPS":
        return "A key is one character that is printed, such as a letter."
    return f"Browsers keep “{key}” for searching the page." if key in _OF_BROWSERS else ""
