from django.db import models


class Role(models.TextChoices):
    """The groups of users, each holding the rights of those before it."""

    READER = "reader", "Reader"
    FACT_CHECKER = "fact-checker", "Fact-checker"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"
