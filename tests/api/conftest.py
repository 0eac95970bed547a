"""What the tests of the API share: a client for each of the cast, and words for what is asked of answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from rest_framework.test import APIClient

from claims.models import User


@pytest.fixture
def as_visitor(visitor: AnonymousUser, as_user: Callable[[Any], APIClient]) -> APIClient:
    return as_user(visitor)


@pytest.fixture
def as_reader(reader: User, as_user: Callable[[Any], APIClient]) -> APIClient:
    return as_user(reader)


@pytest.fixture
def as_fact_checker(fact_checker: User, as_user: Callable[[Any], APIClient]) -> APIClient:
    return as_user(fact_checker)


@pytest.fixture
def as_editor(editor: User, as_user: Callable[[Any], APIClient]) -> APIClient:
    return as_user(editor)


@pytest.fixture
def as_administrator(administrator: User, as_user: Callable[[Any], APIClient]) -> APIClient:
    return as_user(administrator)
