"""`manage.py ingest`: articles from the command line, through the same service as the page and the API."""

import io
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

import claims.ingest
from claims.choices import IntakeState
from claims.ingest import IngestError
from claims.management import many
from claims.models import Article, Batch, Claim, Intake
from claims.services import intakes
from tests.ingest.batches import jsonl_of, texts, zip_of
from tests.ingest.papers import PAGE, RTF, TITLE, docx_of, pdf_of
from tests.news_site import answer

TEXT = """Harbour reopens after the storm

Published March 2, 2021 at 9:00 AM GMT

The harbour of Northport opened again on Tuesday after two days.

“The ships are safe and the crews are well,” Ann Smith, the harbour master, said.

“We lost no container,” Smith said.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT)
    return str(path)


@pytest.fixture
def ingest(monkeypatch):
    """Runs the command in a wide terminal; what it wrote to its output and to its errors, and its exit code."""
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments, **options):
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("ingest", *arguments, stdout=out, stderr=err, **options)
        except CommandError as error:
            return out.getvalue(), f"{err.getvalue()}{error}", error.returncode
        return out.getvalue(), err.getvalue(), 0

    return call


def test_an_article_is_taken_in_and_its_claims_are_printed_as_a_table(ingest, article):
    out, err, code = ingest(article, outlet="Gulf Wire Daily")
    first, blank, headings, _rule, *rows = out.splitlines()
    assert (err, code) == ("", 0)
    assert first == f"{article}: taken in as “Harbour reopens after the storm”, 2 claims found"
    assert blank == ""
    assert headings.split() == ["Speaker", "Quote", "type", "Words", "Chain"]
    assert [row.split("  ")[0] for row in rows] == ["Ann Smith", "Ann Smith"]
    assert "direct" in rows[0]
    assert "“The ships are safe and the crews are well,”" in rows[0]
    assert rows[0].endswith("  → Gulf Wire Daily")


def test_the_same_file_twice_is_one_article_and_says_so(ingest, article):
    ingest(article)
    out, _, code = ingest(article)
    assert out.startswith(f"{article}: already there as “Harbour reopens after the storm”")
    assert "We lost no container" in out
    assert code == 0
    assert (Article.objects.count(), Claim.objects.count()) == (1, 2)


def test_a_changed_text_at_the_same_address_is_a_new_version(ingest, article, tmp_path):
    changed = tmp_path / "changed.txt"
    changed.write_text(TEXT + "\n“The quay needs repair,” Smith said.\n")
    ingest(article, url="https://example.org/harbour")
    out, _, code = ingest(str(changed), url="https://example.org/harbour")
    assert "new version of “Harbour reopens after the storm”, 1 claim found anew" in out
    assert code == 0
    assert Article.objects.get().versions.count() == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\x00\x01\x02\xff" * 200, ""),
        (b"word " * 1_000_000, "at most 2 MB"),
    ],
    ids=["empty", "white space", "binary", "5 MB"],
)
def test_a_bad_file_is_named_with_the_reason_and_the_others_are_taken_in(ingest, article, tmp_path, content, reason):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    out, err, code = ingest(str(bad), article)
    assert code == 1
    assert f"{bad}: error: " in err
    assert reason in err
    assert "1 of 2 files could not be taken in whole" in err
    assert f"{article}: taken in" in out
    assert Article.objects.count() == 1


def test_a_file_that_is_not_there_is_named_without_a_traceback(ingest, tmp_path):
    missing, folder = tmp_path / "none.txt", tmp_path
    out, err, code = ingest(str(missing), str(folder))
    assert out == ""
    assert f"{missing}: error: No such file or directory" in err
    assert f"{folder}: error: There is no article in it." in err
    assert code == 1


def test_a_dash_reads_standard_input(ingest, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    out, _, code = ingest("-")
    assert out.startswith("-: taken in as “Harbour reopens after the storm”")
    assert code == 0


def test_a_text_without_quotations_is_taken_in_with_no_table(ingest, tmp_path):
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The sea was calm on Monday. It rained in the evening.")
    out, _, code = ingest(str(quiet))
    assert out.count("\n") == 1
    assert "0 claims found" in out
    assert code == 0


def test_options_overrule_what_the_file_says(ingest, article):
    ingest(article, url="https://example.org/a", title="Port open", published="2021-03-03T10:00:00+02:00")
    stored = Article.objects.get()
    assert (stored.url, stored.title) == ("https://example.org/a", "Port open")
    assert stored.published_at == datetime(2021, 3, 3, 8, tzinfo=UTC)
    assert stored.published.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"published": "yesterday-ish"}, "--published: “yesterday-ish” is no date"),
        ({"url": "not an address"}, "--url: This is no address of a web page"),
        ({"title": "x" * 501}, "--title: This is too long: it can have 500 characters at most"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_before_anything_is_stored(ingest, article, options, words):
    _, err, code = ingest(article, **options)
    assert words in err
    assert code == 1
    assert not Article.objects.exists()


def test_options_that_identify_one_article_are_refused_for_several_files(ingest, article):
    _, err, code = ingest(article, article, url="https://example.org/a")
    assert "are for a single FILE" in err
    assert code == 1
    assert not Article.objects.exists()


def test_long_words_are_cut_to_the_width_of_the_terminal(ingest, article, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    out, _, _ = ingest(article)
    rows = out.splitlines()[2:]
    assert all(len(row) <= 60 for row in rows)
    assert any("…" in row for row in rows)


def test_an_article_of_a_thousand_speakers_is_printed_too(ingest, tmp_path, settings):
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.marks"
    path = tmp_path / "many.txt"
    letters = "abcdefghij"
    names = ("".join(letters[int(digit)] for digit in f"{number:04}").title() for number in range(1001))
    path.write_text("\n\n".join(f"“We agree,” {name} said." for name in names))
    printed, _, _ = ingest(str(path))
    assert "1001 claims found" in printed
    assert "Baaa" in printed


def test_an_article_named_twice_stands_in_the_table_once(ingest, article):
    printed, _, _ = ingest(article, article)
    assert printed.count("“We lost no container,”") == 1


def test_an_address_is_fetched_and_its_claims_are_printed(ingest, news_site):
    url = news_site.serve(answer())
    out, err, code = ingest(url)
    assert (err, code) == ("", 0)
    assert out.startswith(f"{url}: taken in as “A bridge opens in May”, 2 claims found")
    assert Article.objects.get().url == url


@pytest.mark.parametrize("url", ["https://ada@example.org/a", f"https://example.org/{'x' * 1000}"])
def test_an_address_that_makes_no_sense_is_refused_and_leaves_nothing(ingest, url):
    _, err, code = ingest(url)
    assert f"{url}: error: " in err
    assert code == 1
    assert not Intake.objects.exists()


def test_an_address_that_cannot_be_fetched_is_named_with_the_reason_and_can_be_tried_again(ingest, news_site, article):
    url = news_site.serve(answer(status=503))
    out, err, code = ingest(url, article)
    assert f"{url}: error: The server answered 503 Service Unavailable" in err
    assert f"{article}: taken in" in out
    assert code == 1
    assert Intake.objects.get(url=url).state == IntakeState.FAILED


def test_files_of_other_programs_are_taken_in_by_what_they_hold(ingest, tmp_path):
    files = {"a.pdf": pdf_of(PAGE), "b.docx": docx_of("“We wait,” director Ann Roe said."), "c.txt": RTF.encode()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    out, err, code = ingest(*(str(tmp_path / name) for name in files))
    assert (out.count(f"taken in as “{TITLE}”"), err, code) == (len(files), "", 0)


class TestMany:
    """A folder, a ZIP, JSONL or CSV is a batch, and what is done of it is not done again."""

    @pytest.fixture
    def folder(self, tmp_path):
        folder = tmp_path / "news"
        (folder / "deep").mkdir(parents=True)
        (folder / ".hidden.txt").write_text("“No,” he said.")
        (folder / "b.txt").write_text(TEXT)
        (folder / "deep" / "a.md").write_text("# Quay\n\n“It is safe,” Ada Lind said.")
        return folder

    def test_a_folder_is_taken_in_with_a_last_line_that_counts(self, ingest, folder):
        out, err, code = ingest(str(folder), outlet="Wire")
        assert (out, err, code) == (f"{folder}: 2 in it: 2 new, 0 in a new version, 0 already there.\n", "", 0)
        batch = Batch.objects.get()
        assert (batch.form, batch.name, batch.actor) == ("files", "news", "manage.py ingest")
        names = Intake.objects.filter(batch=batch).order_by("row").values_list("filename", flat=True)
        assert list(names) == ["b.txt", "deep/a.md"]
        assert set(Article.objects.values_list("outlet__name", flat=True)) == {"Wire"}

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("quays.jsonl", jsonl_of(*texts(3))),
            ("quays.zip", zip_of({f"{number}.txt": row["text"].encode() for number, row in enumerate(texts(3))})),
            ("quays.csv", b"text,title\nOne.,a\nTwo.,b\nThree.,c\n"),
        ],
    )
    def test_a_file_of_many_is_too(self, ingest, tmp_path, name, data):
        (tmp_path / name).write_bytes(data)
        out, _, code = ingest(str(tmp_path / name))
        assert (out.endswith("3 in it: 3 new, 0 in a new version, 0 already there.\n"), code) == (True, 0)
        assert Article.objects.count() == 3

    def test_again_it_goes_on_with_what_is_not_done(self, ingest, folder):
        ingest(str(folder))
        (folder / "c.txt").write_text("“It opens in May,” Ada Lind said.")
        (folder / "b.txt").write_text(TEXT + "\n“We are glad,” Smith said.\n")
        out, _, _ = ingest(str(folder))
        assert out.endswith("3 in it: 2 new, 0 in a new version, 0 already there, 1 done before.\n")
        out, _, code = ingest(str(folder))
        assert (out, code) == (f"{folder}: 3 in it, all done before.\n", 0)
        assert Batch.objects.count() == 2

    def test_failed_ones_are_named_and_stop_no_other(self, ingest, folder):
        (folder / "c.txt").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
        out, err, code = ingest(str(folder))
        assert out.endswith("2 new, 0 in a new version, 0 already there, 1 failed.\n")
        first, last = err.splitlines()
        assert first.startswith(f"{folder}: row 2 (c.txt): This file is a calendar")
        assert (last, code) == ("1 of 1 files could not be taken in whole.", 1)

    def test_what_is_wrong_with_a_file_is_said_and_nothing_kept(self, ingest, tmp_path):
        (tmp_path / "a.csv").write_text("words\nOne.\n")
        (tmp_path / "empty").mkdir()
        for name, words in (("a.csv", "There is no column “words”."), ("empty", "There is no article in it.")):
            _, err, code = ingest(str(tmp_path / name))
            assert (f"{name}: error: {words}" in err, code) == (True, 1)
        assert not Batch.objects.exists()

    def test_options_of_a_single_file_are_refused(self, ingest, folder):
        assert "are for a single FILE" in ingest(str(folder), title="Quay")[1]

    def test_at_ctrl_c_what_is_under_way_is_ended_and_the_rest_cancelled(self, ingest, tmp_path, monkeypatch):
        (tmp_path / "a.jsonl").write_bytes(jsonl_of(*texts(5)))
        run, done = intakes.run, []

        def run_and_press(pk):
            done.append(pk)
            if len(done) == 2:
                signal.raise_signal(signal.SIGINT)
            run(pk)

        monkeypatch.setattr(intakes, "run", run_and_press)
        monkeypatch.setattr(many, "_LOOK", 0)
        out, _, code = ingest(str(tmp_path / "a.jsonl"))
        assert out.endswith("5 in it: 2 new, 0 in a new version, 0 already there, 3 cancelled.\n")
        assert (code, Article.objects.count()) == (1, 2)
        monkeypatch.setattr(intakes, "run", run)
        out, _, code = ingest(str(tmp_path / "a.jsonl"))
        assert (out.endswith("5 in it: 3 new, 0 in a new version, 0 already there, 2 done before.\n"), code) == (
            True,
            0,
        )


def test_articles_are_read_again_by_the_readers_of_today(ingest, article, monkeypatch):
    ingest(article)
    number = str(Article.objects.get().pk)
    told = "0 with another text, 1 with the same, 0 of which the bytes are gone.\n"
    assert ingest("--again", number)[0].endswith(told)
    read = claims.ingest.read
    monkeypatch.setattr(
        claims.ingest, "read", lambda *args, **names: replace(read(*args, **names), text="“We lost none,” Smith said.")
    )
    out, err, code = ingest("--again", "--all", "--rehearse")
    assert (err, code) == ("", 0)
    assert "words would come" in out
    assert out.endswith("nothing was written.\n")
    assert Article.objects.get().versions.count() == 1
    out, err, code = ingest("--again", "--all")
    assert "version 2" in out
    assert Article.objects.get().current_version.text == "“We lost none,” Smith said."


def test_what_the_readers_of_today_refuse_is_told_and_stays(ingest, article, monkeypatch):
    ingest(article)

    def refuse(*args, **names):
        raise IngestError("no-article", "This is a list.", field="file")

    monkeypatch.setattr(claims.ingest, "read", refuse)
    _, err, code = ingest("--again", "--all")
    assert "error: This is a list." in err
    assert (code, Article.objects.get().versions.count()) == (1, 1)


@pytest.mark.parametrize(
    "arguments",
    [["--again"], ["--again", "--all", "3"], ["--again", "x"], ["--again", "77"], ["--all"], ["--rehearse"], []],
)
def test_what_is_to_be_read_again_has_to_be_said(ingest, arguments):
    assert ingest(*arguments)[2] == 1
