"""What a program reads and writes by the client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.api.claims.batch_change import BatchChangeResultSerializer, OneChangeSerializer
from claims.choices import Status
from claims.models import Change
from newsapp.accounts.models import User
from newsapp_claims import Client, NotFound, PlaceGone, Refused, Stale, client, records
from tests.clients.conftest import token_of, wait_until_settled
from tests.factories import (
    ArticleFactory,
    AssessmentFactory,
    ClaimFactory,
    LinkFactory,
    OutletFactory,
    SpeakerFactory,
    TagFactory,
)
from tests.working import work_off
from tests.writing import save

pytestmark = pytest.mark.django_db(transaction=True)

Clients = Callable[..., Client]


def test_lists_are_read_to_their_end(client_of: Clients, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "AT_ONCE", 2)
    speaker = SpeakerFactory()
    claims = ClaimFactory.create_batch(5, speaker=speaker, status=Status.CONFIRMED)
    ClaimFactory(speaker=speaker)
    found = client_of(reader).claims(status="confirmed", speaker=speaker.pk, order="oldest")
    assert {claim["id"] for claim in found} == {claim.pk for claim in claims}


def test_each_list_has_a_name_of_its_own(client_of: Clients, reader: User) -> None:
    link, assessment = LinkFactory(), AssessmentFactory()
    newsapp = client_of(reader)
    assert [found["id"] for found in newsapp.links(claim=link.claim_id)] == [link.pk]
    assert [found["id"] for found in newsapp.assessments()] == [assessment.pk]
    assert {found["id"] for found in newsapp.speakers()} >= {link.claim.speaker_id}
    assert {found["id"] for found in newsapp.articles(undecided=True)} >= {link.claim.article_id}


def test_each_list_is_exported(client_of: Clients, reader: User) -> None:
    link, assessment = LinkFactory(), AssessmentFactory()
    newsapp = client_of(reader)
    assert [found["id"] for found in newsapp.export("links", claim=link.claim_id)] == [link.pk]
    assert list(newsapp.export("assessments")) == list(newsapp.assessments())
    assert [found["id"] for found in newsapp.export("assessments")] == [assessment.pk]
    assert list(newsapp.export("articles")) == sorted(newsapp.articles(), key=lambda article: article["id"])
    assert list(newsapp.export("speakers")) == sorted(newsapp.speakers(), key=lambda speaker: speaker["id"])


def test_filters_are_times_too(client_of: Clients, reader: User) -> None:
    claim = ClaimFactory(article__published_at=datetime(2026, 3, 2, tzinfo=UTC))
    ClaimFactory(article__published_at=datetime(2026, 1, 2, tzinfo=UTC))
    found = client_of(reader).claims(published_from=datetime(2026, 3, 1, tzinfo=UTC))
    assert [found["id"] for found in found] == [claim.pk]


def test_records_have_the_fields_that_the_api_gives(client_of: Clients, reader: User) -> None:
    pk = ClaimFactory(chain=[SpeakerFactory()]).pk
    newsapp = client_of(reader)
    claim, speaker, article = newsapp.claim(pk), next(newsapp.speakers()), next(newsapp.articles())
    assert set(claim) == records.Claim.__required_keys__ | {"context", "citation"}
    assert set(speaker) == records.Speaker.__required_keys__
    assert set(article) == records.Article.__required_keys__
    assert set(newsapp.article(article["id"])) == set(article) | {"version", "versions"}
    assert set(claim["chain"][0]) == records.Hop.__required_keys__
    wait_until_settled()
    *_, change = newsapp.changes()
    assert set(change) == records.Change.__required_keys__
    assert set(change["records"][0]) == records.Deed.__required_keys__


def test_what_is_refused_says_why_by_field(client_of: Clients, reader: User) -> None:
    with pytest.raises(Refused) as refused:
        list(client_of(reader).claims(colour="red"))
    assert refused.value.code == "unknown-filter"
    assert "There is no such parameter here." in refused.value.errors["colour"][0]


def test_what_is_not_there_is_not_found(client_of: Clients, reader: User) -> None:
    with pytest.raises(NotFound):
        client_of(reader).claim(1)


def test_an_article_is_taken_in_by_its_words(client_of: Clients, editor: User, tmp_path: Path) -> None:
    words = "The bridge is old.\n\n“It opens in May,” Ada Lind said."
    taken = client_of(editor).take_in(text=words, title="Bridge")
    assert (taken["title"], taken["created"]) == ("Bridge", True)
    (tmp_path / "bridge.txt").write_text(words)
    assert client_of(editor).take_in(file=tmp_path / "bridge.txt", title="Bridge")["created"] is False


def test_an_address_is_taken_in_later(client_of: Clients, editor: User) -> None:
    newsapp = client_of(editor)
    intake = newsapp.take_in(url="http://127.0.0.1:9/private")
    assert intake["state"] == "waiting"
    work_off()
    assert newsapp.intake(intake["id"])["state"] == "failed"


def test_a_claim_is_added_by_where_its_words_stand(client_of: Clients, editor: User) -> None:
    newsapp = client_of(editor)
    article = newsapp.article(ArticleFactory(text="The bridge 🌉 is old. She may be right.").pk)
    start = article["version"]["text"].index("She may")
    claim = newsapp.add_claim(
        version=article["version"]["id"], spans={"content": [[start, start + 16]]}, quote_type="indirect"
    )
    assert claim["content"] == "She may be right"


def test_a_decision_holds_for_the_revision_that_was_read(client_of: Clients, editor: User) -> None:
    claim, newsapp = ClaimFactory(), client_of(editor)
    read = newsapp.claim(claim.pk)
    assert newsapp.decide(claim.pk, "confirmed", revision=read["revision"])["status"] == "confirmed"
    with pytest.raises(Stale) as stale:
        newsapp.decide(claim.pk, "rejected", revision=read["revision"])
    assert stale.value.current["status"] == "confirmed"


def test_many_claims_are_changed_each_in_its_own_way(client_of: Clients, editor: User) -> None:
    first, second, third = ClaimFactory.create_batch(3)
    tag, newsapp = TagFactory(), client_of(editor)
    results = newsapp.change_claims(
        [
            {"id": first.pk, "revision": first.revision, "status": "rejected"},
            {"id": second.pk, "revision": second.revision, "tags": [tag.pk], "said_on": "2026-03-01"},
            {"id": third.pk, "revision": third.revision + 1, "status": "rejected"},
        ]
    )
    assert [result["status"] for result in results] == [200, 200, 412]
    assert [result["revision"] for result in results] == [first.revision + 1, second.revision + 1, None]
    assert results[2]["problem"]["code"] == "stale"
    assert newsapp.claim(first.pk)["status"] == "rejected"
    assert newsapp.claim(second.pk)["tags"] == [{"id": tag.pk, "name": tag.name}]
    assert newsapp.claim(third.pk)["status"] == "suggested"


def test_of_many_claims_all_or_none_are_changed(client_of: Clients, editor: User) -> None:
    claim, newsapp = ClaimFactory(), client_of(editor)
    right: records.ClaimChange = {"id": claim.pk, "revision": claim.revision, "status": "rejected"}
    with pytest.raises(Refused) as refused:
        newsapp.change_claims([right, {"id": claim.pk + 1, "revision": 1, "tags": [99]}], atomic=True)
    assert set(refused.value.errors) == {"claims.1.tags.0"}
    assert newsapp.claim(claim.pk)["status"] == "suggested"


def test_the_changes_of_a_claim_are_those_that_the_api_takes() -> None:
    assert set(records.ClaimChange.__annotations__) == set(OneChangeSerializer().fields)
    assert set(records.ChangeResult.__annotations__) == set(BatchChangeResultSerializer().fields)


def test_changes_go_on_behind_the_pages_that_were_handled(client_of: Clients, reader: User, tmp_path: Path) -> None:
    kept = tmp_path / "place"
    speaker = SpeakerFactory()
    for number in range(60):
        speaker.name = f"Ada Lind {number}"
        save(speaker)
    wait_until_settled()
    newsapp = client_of(reader)
    every = [change["id"] for change in newsapp.changes()]
    killed = newsapp.changes(kept)
    seen = [next(killed)["id"] for _ in range(55)]
    assert seen == every[:55]
    del killed
    assert [change["id"] for change in newsapp.changes(kept)] == every[50:]
    assert list(newsapp.changes(kept)) == []
    assert [file.name for file in tmp_path.iterdir()] == ["place"]


def test_a_place_that_newsapp_has_no_more_is_told_of(client_of: Clients, reader: User, tmp_path: Path) -> None:
    newsapp = client_of(reader)
    SpeakerFactory()
    wait_until_settled()
    (tmp_path / "place").write_text(newsapp.newest_place())
    Change.objects.update(at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(PlaceGone, match="since=now"):
        list(newsapp.changes(tmp_path / "place"))


def test_changes_begin_at_a_place_that_was_noted(client_of: Clients, reader: User, tmp_path: Path) -> None:
    newsapp = client_of(reader)
    speaker = SpeakerFactory()
    wait_until_settled()
    (tmp_path / "place").write_text(newsapp.newest_place())
    speaker.name = "Ada Lind"
    save(speaker)
    wait_until_settled()
    (change,) = newsapp.changes(tmp_path / "place")
    assert change["records"] == [{"record": "speaker", "id": speaker.pk, "what": "changed", "fields": ["name"]}]


def test_the_place_moves_past_changes_that_a_token_is_not_told_of(
    live_server: LiveServer, reader: User, tmp_path: Path
) -> None:
    token = token_of(reader, OutletFactory())
    wait_until_settled()
    with Client(live_server.url, token) as newsapp:
        (tmp_path / "place").write_text(newsapp.newest_place())
        SpeakerFactory()
        wait_until_settled()
        assert list(newsapp.changes(tmp_path / "place")) == []
        assert (tmp_path / "place").read_text().strip() == newsapp.newest_place()


@pytest.mark.parametrize("token", ["secret\nanother", "s\u00e9cret", "secret\x00"])
def test_what_is_no_token_is_refused_without_being_told(token: str) -> None:
    with pytest.raises(ValueError, match="no token") as refused:
        Client("http://127.0.0.1:9", token)
    assert "cret" not in str(refused.value)
