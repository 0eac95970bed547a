"""`manage.py export_training DIR`: decisions as standoff files that training reads."""

import io

import pytest
from django.core.management import CommandError, call_command

from claims.choices import Status
from tests.factories import ArticleFactory, ArticleVersionFactory, ClaimFactory
from training.corpus import read_folder

pytestmark = pytest.mark.django_db

TEXT = "Line one.\r\n“It opens 😀\nin May,” Ada Lind said.\n\n“It is late,” Omar Berg said."


def exported(folder):
    out = io.StringIO()
    call_command("export_training", str(folder), stdout=out)
    return out.getvalue()


@pytest.fixture
def article():
    article = ArticleFactory(text=TEXT)
    ClaimFactory(article=article, content="“It opens 😀\nin May,”", status=Status.CONFIRMED)
    ClaimFactory(article=article, content="“It is late,”", status=Status.REJECTED)
    return article


def test_training_reads_back_the_words_of_each_confirmed_claim(article, tmp_path):
    exported(tmp_path / "out")
    (example,) = read_folder(tmp_path / "out")
    assert example.text == TEXT
    ((content, cue, speaker),) = example.attributions
    words = [[TEXT[start:end] for start, end in part] for part in (content, cue, speaker)]
    assert words == [["“It opens 😀\nin May,”"], ["said"], ["Ada Lind"]]


def test_rejected_claims_stand_apart_in_the_same_form(article, tmp_path):
    exported(tmp_path)
    rejected = (tmp_path / "rejected" / f"article-{article.pk}_newsapp.ann").read_text()
    assert rejected.splitlines()[-1] == "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3"
    assert "\t“It is late,”\n" in rejected


def test_a_line_break_within_words_is_written_as_a_space(article, tmp_path):
    exported(tmp_path)
    lines = (tmp_path / "attributions" / f"article-{article.pk}_newsapp.ann").read_text().splitlines()
    assert lines[2].endswith("\t“It opens 😀 in May,”")
    assert len(lines) == 5


def test_an_article_with_an_undecided_claim_is_left_out(article, tmp_path):
    ClaimFactory(article=article, content="Line one")
    ClaimFactory(status=Status.CONFIRMED)
    out = exported(tmp_path)
    assert out == f"1 articles, 1 confirmed and 0 rejected claims written to {tmp_path}.\n"


def test_claims_of_an_earlier_text_do_not_count(article, tmp_path):
    ArticleVersionFactory(article=article)
    assert exported(tmp_path).startswith("0 articles")


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty") as refused:
        exported(tmp_path)
    assert refused.value.returncode == 2
    assert (tmp_path / "notes.txt").read_text() == "mine"
