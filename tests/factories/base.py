"""What makers of records share: the Change that their records belong to, and invented names and words."""

from __future__ import annotations

from typing import Any, TypeVar

import factory
from django.db.models import Model
from factory.django import DjangoModelFactory

from claims.choices import ChangeKind
from claims.services.changes import changing

GIVEN = ("Ada", "Omar", "Ines", "Tomas", "Leila", "Pavel", "Ruth")
FAMILY = ("Lind", "Berg", "Holm", "Dal", "Sten", "Ek", "Bjork", "Sjo", "Ny", "Hed")


def full_name(number: int) -> str:
    """A name whose surname is unlike that of the 99 before it."""
    return f"{GIVEN[number % 7]} {FAMILY[number // 10 % 10]}{FAMILY[number % 10].lower()}mark"


def prose(*, content: str, name: str) -> str:
    """A short news item in which the name says the content inside quotation marks."""
    return (
        f"“{content},” {name} said on Monday.\n\n"
        "The harbour office denied that the work was late, according to the Evening Post, citing its director.\n\n"
        "“Nobody has asked us,” a senior engineer told the paper. The council meets again in March."
    )


Record = TypeVar("Record", bound=Model)


class Factory(DjangoModelFactory[Record]):
    """Makes each record, with what belongs to it, in one Change of a machine's."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy: Any, params: Any) -> Any:
        if strategy != factory.CREATE_STRATEGY:
            return super()._generate(strategy, params)
        with changing(ChangeKind.TAKE_IN, by="factory"):
            return super()._generate(strategy, params)
