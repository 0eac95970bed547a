"""`manage.py extract --again`."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from claims.ingest import Document
from claims.models import Claim
from claims.services.articles import take_in
from tests.services import engines

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(settings):
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.marks"
    texts = ("“It opens in May,” Ada Lind said.", "“It is late,” Omar Berg denied.")
    return [take_in(document=Document(text=text, title=text[1:9]), by="a test").article for text in texts]


def again(*numbers):
    out = io.StringIO()
    call_command("extract", *numbers, again=True, stdout=out)
    return out.getvalue().splitlines()


def test_articles_read_by_another_version_are_read_again(articles, monkeypatch):
    monkeypatch.setattr(engines.marks, "version", "8")
    first, second, total = again()
    assert first == f"{articles[0].pk} “It opens”: 1 suggested, 1 replaced, 0 kept"
    assert second.startswith(f"{articles[1].pk} ")
    assert total == "2 read by marks 8, 0 had been read by it before."
    assert set(Claim.objects.values_list("extractor_version", flat=True)) == {"8"}


def test_a_run_that_was_stopped_goes_on_with_the_rest(articles, monkeypatch):
    monkeypatch.setattr(engines.marks, "version", "8")
    again(articles[0].pk)
    *lines, total = again()
    assert [line.split()[0] for line in lines] == [str(articles[1].pk)]
    assert total == "1 read by marks 8, 1 had been read by it before."


def test_an_article_named_is_read_whatever_has_read_it(articles):
    assert len(again(articles[0].pk)) == 2


def test_a_rehearsal_shows_what_would_become_of_whose_claims_and_writes_nothing(articles, monkeypatch):
    before = list(Claim.objects.order_by("pk").values())
    monkeypatch.setattr(engines.marks, "version", "8")
    monkeypatch.setattr(engines, "_SAID", re.compile(r"(“.+(?: opens|.”)[^”]*”) (?:Ada )?(.*?) (said)()"))
    out = io.StringIO()
    call_command("extract", rehearse=True, stdout=out)
    assert out.getvalue().splitlines() == [
        "     add    lose  change    same  outlet",
        "       0       1       1       0  (no outlet)",
        "     add    lose  change  speaker",
        "       0       0       1  Lind",
        "       0       1       0  Omar Berg",
        "2 articles would be read again; nothing was written.",
    ]
    assert list(Claim.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("number", [0, -3, 999999, 10**23])
def test_an_unknown_article_is_named(articles, number):
    with pytest.raises(CommandError, match=rf"There is no article {number}\.") as refused:
        again(number)
    assert refused.value.returncode == 2


def test_it_does_nothing_by_accident(articles):
    with pytest.raises(CommandError, match="--again"):
        call_command("extract")
