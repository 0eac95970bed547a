from django.db import models


class Role(models.TextChoices):
    """The groups of users, each holding the rights of those before it."""

    READER = "reader", "Reader"
    FACT_CHECKER = "fact-checker", "Fact-checker"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"


class Scope(models.TextChoices):
    """What a token is good for, as far as its owner may do it; each holds those before it."""

    READ = "read", "Read"
    WRITE = "write", "Read and write"
    ADMIN = "admin", "Read, write and administer"

    def holds(self, other: "Scope") -> bool:
        places = list(Scope)
        return places.index(self) >= places.index(other)
