"""Reads of one moment, which keep nobody from writing."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from claims.models import Tag
from claims.reading.snapshot import snapshot
from tests.factories import TagFactory


def elsewhere(deed: type[TagFactory]) -> None:
    """Do it on a connection of its own, and wait until it is stored."""

    def do() -> None:
        deed()
        connection.close()

    thread = Thread(target=do)
    thread.start()
    thread.join(15)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_met_after_the_block() -> None:
    TagFactory()
    with snapshot():
        assert Tag.objects.count() == 1
        elsewhere(TagFactory)
        assert Tag.objects.count() == 1
    assert Tag.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_after_trouble_in_the_block_the_connection_serves_as_before() -> None:
    def fail() -> None:
        with snapshot():
            assert Tag.objects.count() == 0
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    TagFactory()
    assert Tag.objects.count() == 1
