"""The stream of Changes and histories, for a token that is limited to outlets: what was done to theirs, and no more."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from rest_framework.test import APIClient

from claims.api.pagination import Cursor
from claims.choices import ChangeKind, Status
from claims.models import Assessment, Claim
from claims.reading import streaming
from claims.services.changes import changing
from newsapp.accounts.models import User
from tests.api.helpers import ANY, V1
from tests.api.test_change_stream import CHANGES, newest, nothing_yet, page, read_until
from tests.api.test_tokens_of_outlets import OTHERS, OWN, Records, client_of
from tests.factories import AliasFactory, ClaimFactory, LinkFactory, SpeakerFactory, TagFactory
from tests.writing import delete, save

# On PostgreSQL nothing is settled while a transaction runs, and so would that of a test.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures(nothing_yet.__name__)]

Deeds = list[tuple[str, int, str]]


@pytest.fixture
def others(administrator: User) -> Records:
    return Records(OTHERS, administrator)


@pytest.fixture
def own(administrator: User, others: Records) -> Records:
    return Records(OWN, administrator)


@pytest.fixture
def limited(administrator: User, own: Records) -> APIClient:
    return client_of(administrator, own.outlet)


def deeds_in(rows: list[Any]) -> Deeds:
    return [(deed["record"], deed["id"], deed["what"]) for row in rows for deed in row["records"]]


def told(client: APIClient, since: str = CHANGES) -> Deeds:
    """What the client is told from there on, up to now."""
    TagFactory()
    rows, _ = read_until(client, newest(), since)
    return deeds_in(rows[:-1])


def place_of(client: APIClient) -> str:
    """The place behind all that there is."""
    TagFactory()
    read_until(client, newest())
    return str(page(client, since="now")["next"])


def test_it_is_told_of_all_that_was_done_to_its_outlets_and_of_nothing_else(
    limited: APIClient, as_administrator: APIClient, own: Records, others: Records
) -> None:
    narrowed = told(limited)
    everything = told(as_administrator)
    families = {"claim": "claims", "article": "articles", "article-version": "article-versions", "link": "links"}
    families |= {"assessment": "assessments", "comment": "comments", "outlet": "outlets", "feed": "feeds"}
    for record, family in {**families, "speaker": "speakers"}.items():
        assert (record, own.by_family[family], "created") in narrowed, record
        assert (record, others.by_family[family], "created") in everything, record
        assert (record, others.by_family[family], "created") not in narrowed, record
    assert [deed for deed in everything if deed in narrowed] == narrowed
    assert {record for record, _, _ in narrowed} == {*families, "speaker", "alias", "tag", "rating"}


def test_what_is_deleted_is_told_to_whose_it_was(
    limited: APIClient, as_administrator: APIClient, own: Records, others: Records
) -> None:
    begun = place_of(limited)
    for records in (others, own):
        delete(records.comment)
        delete(Assessment.objects.filter(claim=records.claim))
        for address in (
            f"links/{records.by_family['links']}",
            f"claims/{records.claim.pk}",
            f"claims/{records.second.pk}",
            f"articles/{records.second.article_id}",
        ):
            assert as_administrator.delete(f"{V1}{address}/", headers=ANY).status_code == 204, address
    assert {deed for deed in told(limited, begun) if deed[0] != "speaker"} == {
        ("comment", own.by_family["comments"], "deleted"),
        ("link", own.by_family["links"], "deleted"),
        ("assessment", own.by_family["assessments"], "deleted"),
        ("claim", own.claim.pk, "deleted"),
        ("claim", own.second.pk, "deleted"),
        ("article-version", own.second.version_id, "deleted"),
        ("article", own.second.article_id, "deleted"),
    }


def test_an_article_that_comes_or_goes_is_told_with_its_claims(
    limited: APIClient, as_administrator: APIClient, own: Records, others: Records
) -> None:
    begun, article, claim = place_of(limited), own.second.article_id, own.second.pk
    for outlet in (others.outlet, own.outlet, others.outlet):
        move = {"outlet": outlet.pk}
        assert as_administrator.patch(f"{V1}articles/{article}/", move, headers=ANY).status_code == 200
    rejected = {"status": "rejected"}
    assert as_administrator.patch(f"{V1}claims/{claim}/", rejected, headers=ANY).status_code == 200
    ClaimFactory(article=own.second.article)
    moved = ("article", article, "changed")
    assert told(limited, begun) == [
        *(moved, ("claim", claim, "deleted")),
        *(moved, ("claim", claim, "created")),
        *(moved, ("claim", claim, "deleted")),
    ]


def test_a_merge_is_told_to_who_sees_the_speaker(
    limited: APIClient, as_administrator: APIClient, own: Records, others: Records
) -> None:
    hidden, seen = SpeakerFactory(name="Lady Lind"), SpeakerFactory(name="A. Lind")
    quoted = ClaimFactory(article=own.claim.article, speaker=seen)
    begun = place_of(limited)
    for into, merged in ((others.speaker, hidden), (own.speaker, seen)):
        path = f"{V1}speakers/{into.pk}/merge/"
        assert as_administrator.post(path, {"speakers": [merged.pk]}, headers=ANY).status_code == 200
    deeds = told(limited, begun)
    assert {deed for deed in deeds if deed[0] != "alias"} == {
        ("speaker", own.speaker.pk, "changed"),
        ("speaker", seen.pk, "deleted"),
        ("claim", quoted.pk, "changed"),
    }


def test_of_a_speaker_whom_others_quote_too_it_is_told_the_names_that_it_sees(
    limited: APIClient, as_administrator: APIClient, own: Records, others: Records
) -> None:
    ClaimFactory(article=others.claim.article, speaker=own.speaker)
    own.claim.hops.update(name_as_printed="Dr Lind")
    begun = place_of(limited)
    printed, unprinted = (AliasFactory(speaker=own.speaker, name=name) for name in ("Dr Lind", f"{OTHERS} Queen"))
    for alias in (printed, unprinted):
        assert as_administrator.delete(f"{V1}aliases/{alias.pk}/", headers=ANY).status_code == 204
    deeds = told(limited, begun)
    assert ("alias", printed.pk, "deleted") in deeds
    assert unprinted.pk not in {pk for record, pk, _ in deeds if record == "alias"}


def test_no_note_and_no_other_outlets_change_is_shown(limited: APIClient, own: Records, others: Records) -> None:
    with changing(ChangeKind.EDIT, by="somebody", note=f"as {OTHERS} has it") as change:
        for claim in (own.claim, others.claim):
            claim.status = Status.REJECTED
            claim.save()
    assert change.row
    shown = limited.get(f"{CHANGES}{change.row.pk}/").json()
    assert (shown["kind"], shown["note"]) == ("edit", "")
    read_until(limited, change.row.pk)
    rows = page(limited, page_size=500)["results"]
    assert OTHERS not in str(rows)
    assert [deed["id"] for deed in rows[-1]["records"]] == [own.claim.pk]
    history = limited.get(f"{V1}claims/{own.claim.pk}/history/")
    assert (history.status_code, history.json()[0]["note"]) == (200, "")
    assert limited.get(f"{V1}claims/{others.claim.pk}/history/").status_code == 404
    assert limited.get(f"{CHANGES}{others.by_family['changes']}/").status_code == 404


def test_the_history_of_a_claim_tells_of_links_of_which_both_ends_are_seen(
    limited: APIClient, as_administrator: APIClient, own: Records, others: Records
) -> None:
    LinkFactory(claim=others.claim, other=own.claim, relation="contradicts")

    def links(client: APIClient) -> list[str]:
        entries = client.get(f"{V1}claims/{own.claim.pk}/history/").json()
        return [row["after"] for entry in entries for row in entry["differences"] if row["field"] == "link"]

    assert len(links(as_administrator)) == 2
    (seen,) = links(limited)
    assert str(own.second) in seen


def test_pages_of_any_size_have_the_same_however_few_are_its_own(
    monkeypatch: pytest.MonkeyPatch, limited: APIClient, own: Records, others: Records
) -> None:
    begun = place_of(limited)
    for number in range(12):
        claim = Claim.objects.get(pk=(own if number % 5 == 4 else others).claim.pk)
        claim.status = Status.SUGGESTED if number % 2 else Status.REJECTED
        save(claim)
    save(own.outlet)
    last = newest()
    monkeypatch.setattr(streaming, "_FIRST", 3)
    monkeypatch.setattr(streaming, "_LARGEST", 7)
    for size in (1, 2, 50):
        rows, _ = read_until(limited, last, f"{begun}&page_size={size}")
        assert [row["id"] for row in rows] == [*sorted(own.claim.history.values_list("change", flat=True))[-2:], last]


def test_behind_the_last_of_its_own_it_does_not_look_through_the_others_again(
    limited: APIClient, own: Records, others: Records
) -> None:
    begun = place_of(limited)
    for claim in (own.claim, others.claim):
        claim.status = Status.REJECTED
        save(claim)
    read_until(limited, own.claim.history.latest().change_id, begun)
    behind_all = page(limited, since="now")["next"]
    first = page(limited, begun)
    assert len(first["results"]) == 1
    assert page(limited, first["next"]) == {"next": first["next"], "results": []}
    assert page(limited, behind_all)["results"] == []
    assert Cursor.decode(place_in(first["next"])).values == Cursor.decode(place_in(behind_all)).values


def place_in(address: str) -> str:
    return parse_qs(urlsplit(address).query)["since"][0]


def test_a_deleted_speaker_whom_its_outlets_never_quoted_is_not_told(
    limited: APIClient, as_administrator: APIClient, own: Records
) -> None:
    alone = SpeakerFactory(name=f"{OTHERS} alone")
    begun = place_of(limited)
    assert as_administrator.delete(f"{V1}speakers/{alone.pk}/", headers=ANY).status_code == 204
    assert told(limited, begun) == []
