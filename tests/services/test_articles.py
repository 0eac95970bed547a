"""Taking articles in: one article however it comes, nothing half-written, claims that name who found them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DatabaseError

from claims.choices import ChangeKind, Part, SpeakerKind, Status
from claims.ingest import Document
from claims.models import Alias, Article, Attribution, Change, Claim, Outlet, Span, Speaker
from claims.reading.history import history_of
from claims.services.articles import delete_article, take_in, update_article
from claims.services.errors import ConflictError
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    OutletFactory,
    TagFactory,
)
from tests.writing import tag

pytestmark = pytest.mark.django_db

URL = "https://post.example/bridge"
TEXT = (
    "The bridge is old.\n\n“It opens in May,” Ada Lind said.\n\n"
    "“Nobody asked us,” a senior engineer said to Harbour TV.\n\n“It is late,” Lind denied."
)


def words_of(claim: Claim, part: Part) -> list[str]:
    return [claim.version.text[span.start : span.end] for span in claim.spans.filter(part=part)]


# What is stored


def test_an_article_is_stored_with_its_text_and_what_is_known_of_it(take, editor):
    published = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=-4)))
    taken = take(
        TEXT,
        by=editor,
        title="A bridge",
        url=URL,
        outlet="Evening Post",
        author="Nora Vik",
        language="en",
        published_at=published,
        modified_at=published + timedelta(hours=1),
    )
    article = Article.objects.get()
    assert (taken.created, taken.new_version, len(taken.claims)) == (True, False, 3)
    assert (article.title, article.url, article.author, article.language) == ("A bridge", URL, "Nora Vik", "en")
    assert article.published.isoformat() == "2026-03-02T09:30:00-04:00"
    assert article.modified.isoformat() == "2026-03-02T10:30:00-04:00"
    assert (article.added_by, article.current_version.number, article.current_version.text) == (editor, 1, TEXT)


def test_each_claim_has_its_spans_at_the_right_words(take):
    claims = take(TEXT).claims
    assert [claim.content for claim in claims] == ["“It opens in May,”", "“Nobody asked us,”", "“It is late,”"]
    for claim in claims:
        content = [(span.start, span.end) for span in claim.spans.filter(part=Part.CONTENT)]
        assert claim.version.words(content) == claim.content
        assert claim.start == content[0][0]
    assert [words_of(claim, Part.SPEAKER) for claim in claims] == [["Ada Lind"], ["a senior engineer"], ["Lind"]]
    assert [words_of(claim, Part.CUE) for claim in claims] == [["said"], ["said"], ["denied"]]


def test_each_claim_has_its_chain_from_the_speaker_on(take):
    claim = take(TEXT).claims[1]
    hops = [(hop.position, hop.speaker.name, hop.name_as_printed) for hop in claim.hops.all()]
    assert hops == [(0, "a senior engineer", "a senior engineer"), (1, "Harbour TV", "Harbour TV")]
    assert claim.speaker.kind == SpeakerKind.UNNAMED


def test_each_claim_is_a_suggestion_that_names_its_extractor(take, editor):
    claim = take(TEXT, by=editor, published_at=datetime(2026, 3, 2, tzinfo=UTC)).claims[0]
    claim.refresh_from_db()
    assert (claim.status, claim.extractor, claim.extractor_version) == (Status.SUGGESTED, "marks", "7")
    assert (claim.confidence, claim.author, claim.decided_by) == (0.75, None, None)
    assert claim.said_on.isoformat() == "2026-03-02"
    assert claim.listed_at == claim.article.published_at


def test_an_article_without_a_date_lists_its_claims_under_the_time_it_was_taken_in(take):
    claim = take(TEXT).claims[0]
    assert claim.listed_at == claim.article.created_at


def test_histories_name_the_extractor_and_not_the_editor_at_whose_request_it_ran(marks, editor, as_user):
    answer = as_user(editor).post("/api/v1/articles/", {"text": TEXT, "title": "A bridge"})
    assert answer.status_code == 201
    change = Change.objects.get(kind=ChangeKind.TAKE_IN, user=editor)
    assert answer.headers["Change-Id"] == str(change.pk)
    for model in (Article, Claim, Span, Attribution, Speaker, Alias):
        assert set(model.history.values_list("history_type", "change")) == {("+", change.pk)}, model
        assert model.history.count() == model.objects.count() > 0
    (entry,) = history_of(Claim.objects.first())
    assert (entry["by"], entry["machine"], entry["what"]) == ("marks 7", True, "created")


def test_what_a_person_changes_afterwards_is_theirs_in_the_history(take, editor, as_user):
    claim = take(TEXT).claims[0]
    client = as_user(editor)
    assert client.patch(f"/api/v1/claims/{claim.pk}/", {"status": "confirmed"}, HTTP_IF_MATCH="*").status_code == 200
    assert [entry["by"] for entry in history_of(claim)] == ["editor", "marks 7"]


def test_the_engine_of_the_house_is_the_default():
    claims = take_in(document=Document(text="“It opens in May,” Ada Lind said."), by="a test").claims
    assert [(claim.speaker.name, claim.content) for claim in claims] == [("Ada Lind", "“It opens in May,”")]


def test_an_outlet_is_found_again_by_its_name_in_any_case(take):
    outlet = OutletFactory(name="Evening Post")
    take(TEXT, outlet=" evening post ")
    take(f"{TEXT} More.", outlet="EVENING POST")
    assert {article.outlet for article in Article.objects.all()} == {outlet}
    assert Outlet.objects.count() == 1


def test_the_outlet_named_by_the_user_overrules_that_of_the_page(marks):
    document = Document(text=TEXT, outlet="As the page says")
    assert take_in(document=document, by="a test", outlet="Evening Post").article.outlet.name == "Evening Post"


def test_what_a_page_says_of_itself_at_length_is_cut_and_half_an_address_is_none(take):
    article = take(TEXT, title="T" * 600, author="A" * 400, url=f"https://post.example/{'x' * 1000}").article
    article.refresh_from_db()
    assert (len(article.title), len(article.author), article.url) == (500, 300, "")


def test_an_article_without_a_statement_is_stored_without_claims(take):
    taken = take("The bridge is old, and it stays so.")
    assert (taken.created, taken.claims, Article.objects.count()) == (True, [], 1)


# All or nothing


@pytest.mark.parametrize(
    ("engine", "error"),
    [("Failing", RuntimeError), ("Astray", ValueError), ("UnknownType", DatabaseError)],
)
@pytest.mark.parametrize("known", [False, True])
def test_an_extractor_that_fails_leaves_nothing_behind(take, settings, row_counts, engine, error, known):
    if known:
        take(TEXT, url=URL)
    before = row_counts()
    settings.CLAIMS_EXTRACTOR = f"tests.services.engines.{engine}"
    with pytest.raises(error):
        take_in(document=Document(text=f"{TEXT} More.", url=URL, outlet="New Post"), by="a test")
    assert row_counts() == before


def test_a_span_beyond_the_text_names_the_extractor_and_the_span(settings):
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.Astray"
    with pytest.raises(ValueError, match=r"tests\.services\.engines\.Astray: \[4, 12\) is not a span .* 11 characters"):
        take_in(document=Document(text="Hello there"), by="a test")


# Economy


def test_the_number_of_queries_does_not_grow_with_the_number_of_claims(take, query_count):
    def text(claims: int) -> str:
        said = (f"“We said so {number} times before this and will again,” Ada Lind said." for number in range(claims))
        return "\n\n".join(said)

    take(text(1))  # Ada Lind is known from here on
    few = query_count(lambda: take(text(2)))
    assert query_count(lambda: take(text(20))) == few


# Changing and deleting


def test_a_changed_date_moves_the_claims_in_their_lists(take):
    article = take(TEXT).article
    update_article(article, published_at=datetime(2026, 3, 5, tzinfo=UTC), by="a test")
    assert {claim.listed_at for claim in article.claims.all()} == {datetime(2026, 3, 5, tzinfo=UTC)}


def test_an_address_that_another_article_has_is_refused(take):
    take(TEXT, url=URL)
    other = take(f"{TEXT} More.").article
    with pytest.raises(ConflictError) as error:
        update_article(other, url=URL, by="a test")
    assert (error.value.code, error.value.field) == ("article-exists", "url")


def test_an_article_that_lost_its_address_is_known_by_its_text(take):
    article = take(TEXT, url=URL).article
    update_article(article, url="", by="a test")
    assert take(TEXT).article == article


def test_an_article_is_deleted_with_its_suggestions_and_unnamed_speakers(take):
    delete_article(take(TEXT).article, by="a test")
    assert (Article.objects.count(), Claim.objects.count(), Span.objects.count()) == (0, 0, 0)
    assert not Speaker.objects.filter(kind=SpeakerKind.UNNAMED).exists()


@pytest.mark.parametrize(("decided", "message"), [(1, "1 claim of this article is"), (2, "2 claims of this article")])
def test_an_article_on_whose_claims_people_decided_is_not_deleted(decided, message):
    article = ArticleFactory()
    for status in (Status.CONFIRMED, Status.REJECTED)[:decided]:
        ClaimFactory(article=article, status=status)
    with pytest.raises(ConflictError, match=message):
        delete_article(article, by="a test")
    assert Article.objects.filter(pk=article.pk).exists()


def with_tag(claim: Claim) -> None:
    tag(claim, TagFactory())


WORK = {
    "a tag": with_tag,
    "an assessment": lambda claim: AssessmentFactory(claim=claim),
    "a comment": lambda claim: CommentFactory(claim=claim),
    "a link from it": lambda claim: LinkFactory(claim=claim),
    "a link to it": lambda claim: LinkFactory(other=claim),
    "a link refused": lambda claim: LinkFactory(other=claim, status=Status.REJECTED),
}


@pytest.mark.parametrize("work", WORK.values(), ids=list(WORK))
def test_an_article_on_whose_suggestions_people_worked_is_not_deleted(work):
    claim = ClaimFactory()
    work(claim)
    with pytest.raises(ConflictError, match="1 claim of this article is decided on, tagged") as error:
        delete_article(claim.article, by="a test")
    assert error.value.code == "article-has-decisions"
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_an_article_is_deleted_with_the_links_that_only_the_machine_proposed():
    claim = ClaimFactory()
    LinkFactory(claim=claim, status=Status.SUGGESTED)
    delete_article(claim.article, by="a test")
    assert not Article.objects.filter(pk=claim.article_id).exists()


def test_what_was_not_known_of_an_article_is_noted_when_its_text_comes_again(take):
    claim = take(TEXT).claims[0]
    published = datetime(2026, 3, 2, 18, 30, tzinfo=timezone(timedelta(hours=1)))
    again = take(TEXT, title="A bridge", author="Nora Vik", published_at=published)
    article = Article.objects.get()
    assert again.change is not None
    assert (article.title, article.author, article.published, article.published_offset) == (
        "A bridge",
        "Nora Vik",
        published,
        60,
    )
    claim.refresh_from_db()
    assert claim.listed_at == published
    assert take(TEXT, title="Another", author="Somebody").change is None
