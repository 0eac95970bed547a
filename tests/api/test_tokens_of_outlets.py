"""A token that is limited to outlets: it reads and writes what is theirs, by every address there is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from claims.choices import AssessmentStatus, IntakeOutcome, IntakeState, Status
from claims.models import Article, Attribution, Claim, Link, Outlet, Speaker
from claims.reading.deeds import RECORDS
from claims.reading.visibility import _OF_OUTLETS, _VISITORS, visible
from newsapp.accounts.models import Token, User
from tests.api.helpers import ANY, V1, fields_of, listed, problem_of
from tests.api.permissions import TABLE, rows_of, word_of
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    AssessmentFactory,
    BatchFactory,
    ClaimFactory,
    CommentFactory,
    FeedFactory,
    IntakeFactory,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    TagFactory,
    WebhookFactory,
)
from tests.writing import delete

pytestmark = pytest.mark.django_db

OTHERS = "Zembla"
"""Stands in each word of the other outlet's, and nowhere else."""
OWN = "Harbour"
# What is no outlet's: the newsroom's own words and scale, and one's own tokens.
OF_NO_OUTLET = ("tags", "ratings", "tokens")


class Records:
    """One of each kind of an outlet, by the family of its address; each says ``mark`` in its words."""

    def __init__(self, mark: str, user: User, speaker: Speaker | None = None) -> None:
        self.outlet = OutletFactory(name=f"{mark} Post")
        self.speaker = speaker or SpeakerFactory(name=f"{mark} Lind")
        self.claim = self.new_claim(mark, 1)
        self.second = self.new_claim(mark, 2)
        self.comment = CommentFactory(claim=self.claim, text=f"{mark}: call them.")
        finding = {"explanation": f"{mark} minutes.", "status": AssessmentStatus.PUBLISHED}
        self.by_family: dict[str, Any] = {
            "outlets": self.outlet.pk,
            "articles": self.claim.article.pk,
            "article-versions": self.claim.version.pk,
            "intakes": self.intake(mark).pk,
            "batches": BatchFactory(name=f"{mark}.jsonl").pk,
            "feeds": FeedFactory(outlet=self.outlet, url=f"https://post.example/{mark}").pk,
            "speakers": self.speaker.pk,
            "aliases": AliasFactory(speaker=SpeakerFactory(), name=f"{mark} of old").pk,
            "claims": self.claim.pk,
            "links": LinkFactory(claim=self.claim, other=self.second, note=f"{mark} note").pk,
            "assessments": AssessmentFactory(claim=self.claim, **finding).pk,
            "comments": self.comment.pk,
            "mentions": MentionFactory(comment=self.comment, user=user).pk,
            "changes": self.claim.history.get().change_id,
            "webhooks": WebhookFactory(address=f"http://127.0.0.1:9/{mark}").pk,
            "tags": TagFactory().pk,
            "ratings": RatingFactory().pk,
            "tokens": Token.objects.create(user, name=f"{mark} script")[0].token_key,
        }

    def new_claim(self, mark: str, number: int) -> Claim:
        article = ArticleFactory(
            outlet=self.outlet,
            title=f"{mark} title {number}",
            url=f"https://post.example/{mark}/{number}",
            text=f"“The {mark} bridge {number} opens in May,” the mayor said.",
        )
        made: Claim = ClaimFactory(article=article, speaker=self.speaker, status=Status.CONFIRMED)
        return made

    def intake(self, mark: str) -> Any:
        done = {"state": IntakeState.DONE, "outcome": IntakeOutcome.CREATED, "article": self.claim.article}
        return IntakeFactory(filename=f"{mark}.txt", data=mark.encode(), **done)

    def address(self, path: str) -> str:
        return "/api/" + path.format(**{word_of(path): self.by_family.get(f"{path}/".split("/")[1], "")})


def beside(others: Records, administrator: User) -> Records:
    """Of a speaker whom the other outlet quotes too, under another name, with claims that its own repeat and deny."""
    own = Records(OWN, administrator)
    shared = others.new_claim(OTHERS, 3)
    Claim.objects.filter(pk=shared.pk).update(speaker=own.speaker)
    shared.hops.update(speaker=own.speaker, name_as_printed=f"{OTHERS} Queen")
    LinkFactory(claim=own.claim, other=shared, relation="contradicts")
    LinkFactory(claim=shared, other=own.second, relation="repeats")
    return own


@pytest.fixture
def others(administrator: User) -> Records:
    return Records(OTHERS, administrator)


@pytest.fixture
def own(administrator: User, others: Records) -> Records:
    return beside(others, administrator)


@pytest.fixture
def limited(administrator: User, own: Records) -> APIClient:
    return client_of(administrator, own.outlet)


def client_of(user: User, *outlets: Outlet) -> APIClient:
    _, secret = Token.objects.create(user, name="the partner", scope="admin", outlets=[outlet.pk for outlet in outlets])
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def body_of(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def paths_of(method: str, *, detail: bool | None = None) -> list[str]:
    """All addresses that have the method for an administrator; those of one record, the others, or both."""
    rows = [row for row in rows_of(TABLE) if row.method == method and row.statuses["administrator"] != 405]
    return [row.path for row in rows if detail is None or bool(word_of(row.path)) is detail]


def test_nothing_of_another_outlet_is_shown_at_any_address(
    limited: APIClient, administrator: User, own: Records, others: Records
) -> None:
    paths = paths_of("GET")
    addresses = [records.address(path) for records in (others, own) for path in paths]
    assert [address for address in addresses if OTHERS in body_of(limited.get(address))] == []
    _, secret = Token.objects.create(administrator, name="all", scope="admin")
    limited.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert sum(OTHERS in body_of(limited.get(address)) for address in addresses) > 50


def test_records_of_another_outlet_are_not_there(limited: APIClient, own: Records, others: Records) -> None:
    paths = [path for path in paths_of("GET", detail=True) if path.split("/")[1] not in OF_NO_OUTLET]
    answers = {path: limited.get(others.address(path)).status_code for path in paths}
    assert {path for path, status in answers.items() if status not in (403, 404)} == set()


def test_lists_hold_what_is_its_outlets(limited: APIClient, own: Records, others: Records) -> None:
    families = ("outlets", "articles", "article-versions", "intakes", "feeds", "claims", "links", "assessments")
    for family in (*families, "comments", "mentions"):
        shown = listed(limited, family)
        assert own.by_family[family] in shown, family
        assert others.by_family[family] not in shown, family
        assert limited.get(f"{V1}{family}/{own.by_family[family]}/").status_code == 200, family


def test_a_speaker_has_the_names_that_its_outlets_print(
    limited: APIClient, administrator: User, own: Records, others: Records
) -> None:
    Attribution.objects.filter(claim=own.claim).update(name_as_printed="Secretary Lind")
    Attribution.objects.filter(claim__article__outlet=others.outlet).update(name_as_printed=f"{OTHERS} Queen")
    for name in ("Secretary Lind", f"{OTHERS} Queen"):
        AliasFactory(speaker=own.speaker, name=name)

    def names(client: APIClient) -> set[str]:
        speaker = client.get(f"{V1}speakers/{own.speaker.pk}/").json()
        listed = client.get(f"{V1}aliases/", {"speaker": own.speaker.pk}).json()["results"]
        assert {alias["name"] for alias in speaker["aliases"]} == {alias["name"] for alias in listed}
        return {alias["name"] for alias in listed}

    assert names(limited) == {own.speaker.name, "Secretary Lind"}
    assert names(client_of(administrator, others.outlet)) == {own.speaker.name, f"{OTHERS} Queen"}
    assert listed(limited, "speakers", q=OTHERS) == []
    assert listed(limited, "claims", q=f"{OTHERS} Queen") == []
    assert listed(limited, "claims", speaker_name=f"{OTHERS} Queen") == []
    assert set(listed(limited, "claims", q="Secretary Lind")) == {own.claim.pk, own.second.pk}


def test_a_name_that_its_article_brings_is_its_own(limited: APIClient, own: Records) -> None:
    AliasFactory(speaker=SpeakerFactory(name="Ada Maria Holm"), name="Ada Holm")
    text = "Deputy Ada Holm came.\n\n“The new quay opens in June,” Holm said on Monday."
    assert limited.post(f"{V1}articles/", {"text": text, "outlet": f"{OWN} Post"}).status_code == 201


def test_exports_hold_what_is_its_outlets(limited: APIClient, own: Records) -> None:
    for name in ("claims", "articles", "links"):
        assert OWN in body_of(limited.get(f"{V1}export/{name}.jsonl")), name


def test_counts_and_search_know_no_other_outlet(limited: APIClient, own: Records, others: Records) -> None:
    assert limited.get(f"{V1}claims/count/").json() == {"count": 2}
    assert limited.get(f"{V1}claims/facets/").json()["total"] == 2
    assert listed(limited, "claims", q=OTHERS) == []
    assert listed(limited, "claims", speaker=others.speaker.pk) == []
    (speaker,) = limited.get(f"{V1}speakers/").json()["results"]
    assert (speaker["id"], speaker["claim_count"]) == (own.speaker.pk, 2)


def test_links_whose_other_end_it_does_not_see_are_left_out(limited: APIClient, own: Records) -> None:
    assert listed(limited, "links") == [own.by_family["links"]]
    counted = limited.get(f"{V1}claims/{own.claim.pk}/").json()["link_counts"]
    assert [row["relation"] for row in counted] == ["repeats"]


def test_a_card_is_that_of_its_outlets_claim(limited: APIClient, own: Records, others: Records) -> None:
    def status(claim: Claim) -> int:
        asked = {"url": f"http://testserver/claims/{claim.pk}/"}
        return limited.get("/api/oembed", asked).status_code

    assert (status(own.claim), status(others.claim)) == (200, 404)


def test_a_token_of_two_outlets_sees_the_links_between_them(administrator: User, own: Records, others: Records) -> None:
    both = client_of(administrator, own.outlet, others.outlet)
    assert set(listed(both, "links")) == set(Link.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_nothing_is_done_to_a_record_of_another_outlet(
    method: str, limited: APIClient, own: Records, others: Records
) -> None:
    paths = paths_of(method, detail=True)
    answers = {}
    for path in paths:
        answer = getattr(limited, method.lower())(others.address(path), {"items": []}, headers=ANY)
        answers[path] = answer.status_code
    assert {path for path, status in answers.items() if status not in (403, 404)} == set()


def test_it_writes_what_is_its_outlets(limited: APIClient, own: Records) -> None:
    claim = f"{V1}claims/{own.claim.pk}/"
    assert limited.patch(claim, {"status": "rejected"}, headers=ANY).status_code == 200
    article = f"{V1}articles/{own.claim.article_id}/"
    assert limited.patch(article, {"title": "Bridge delayed"}, headers=ANY).status_code == 200
    new = {"version": own.claim.version_id, "spans": {"content": [[1, 9]]}, "speaker": own.speaker.pk}
    assert limited.post(f"{V1}claims/", new).status_code == 201
    assert limited.post(f"{V1}comments/", {"claim": own.claim.pk, "text": "Called."}).status_code == 201


def test_what_it_does_not_see_it_cannot_name(limited: APIClient, own: Records, others: Records) -> None:
    version, claim, speaker = others.claim.version_id, others.claim.pk, others.speaker.pk
    spans = {"content": [[1, 9]]}
    assert fields_of(limited.post(f"{V1}claims/", {"version": version, "spans": spans})) == {"version"}
    assert fields_of(limited.post(f"{V1}comments/", {"claim": claim, "text": "Called."})) == {"claim"}
    link = {"claim": own.claim.pk, "relation": "supports", "other": claim}
    assert fields_of(limited.post(f"{V1}links/", link)) == {"other"}
    change = {"speaker": speaker}
    assert fields_of(limited.patch(f"{V1}claims/{own.claim.pk}/", change, headers=ANY)) == {"speaker"}
    many = limited.post(f"{V1}claims/batch/", {"claims": [{"version": version, "spans": spans}]}).json()
    assert (many["created"], many["refused"]) == (0, 1)


def test_of_many_claims_those_of_others_are_gone_for_it(limited: APIClient, own: Records, others: Records) -> None:
    named = [{"id": claim.pk, "revision": claim.revision} for claim in (own.claim, others.claim)]
    results = limited.post(f"{V1}claims/bulk/", {"claims": named, "status": "rejected"}).json()["results"]
    assert [(row["result"], bool(row["content"])) for row in results] == [("done", True), ("refused", False)]


def test_an_article_stays_with_its_outlets(limited: APIClient, own: Records, others: Records) -> None:
    path = f"{V1}articles/{own.claim.article_id}/"
    for elsewhere in (OTHERS + " Post", "Another Post", ""):
        problem_of(limited.patch(path, {"outlet_name": elsewhere}, headers=ANY), 403, "beyond-outlets")
    assert set(Outlet.objects.values_list("name", flat=True)) == {f"{OTHERS} Post", f"{OWN} Post"}


def test_it_takes_in_text_of_its_outlets(limited: APIClient, own: Records, others: Records) -> None:
    text = "“The new quay opens in June,” Ada Holm said on Monday."
    before = Article.objects.count()
    taken = limited.post(f"{V1}articles/", {"text": text, "outlet": f"{OWN} Post"})
    assert (taken.status_code, taken.json()["outlet"]["id"]) == (201, own.outlet.pk)
    for elsewhere in ({"outlet": f"{OTHERS} Post"}, {}):
        refused = limited.post(f"{V1}articles/", {"text": f"{text} So.", **elsewhere})
        problem_of(refused, 403, "beyond-outlets")
    problem_of(limited.post(f"{V1}articles/", {"url": "https://post.example/1"}), 403, "permission-denied")
    assert Article.objects.count() == before + 1


def test_it_takes_no_article_over(limited: APIClient, own: Records, others: Records) -> None:
    article = others.claim.article
    sent = {"text": "“Another text,” she said.", "url": article.url, "outlet": f"{OWN} Post"}
    problem_of(limited.post(f"{V1}articles/", sent), 403, "beyond-outlets")
    known = {"text": article.current_version.text, "outlet": f"{OWN} Post"}
    assert OTHERS not in body_of(limited.post(f"{V1}articles/", {**known, "url": article.url}))
    article.refresh_from_db()
    assert (article.outlet, article.versions.count()) == (others.outlet, 1)


def test_it_makes_no_token_and_takes_nothing_back(limited: APIClient, own: Records) -> None:
    problem_of(limited.post(f"{V1}tokens/", {"name": "another"}), 403, "permission-denied")
    change = own.by_family["changes"]
    problem_of(limited.post(f"{V1}changes/{change}/undo/"), 403, "permission-denied")


def test_with_its_outlet_gone_it_sees_nothing(administrator: User, own: Records) -> None:
    outlet = OutletFactory()
    client = client_of(administrator, outlet)
    delete(Outlet.objects.filter(pk=outlet.pk))
    assert listed(client, "claims") == listed(client, "outlets") == []


@override_settings(NEWSAPP_VISITORS="everything")
def test_what_visitors_may_read_does_not_widen_it(limited: APIClient, own: Records, others: Records) -> None:
    assert others.claim.pk not in listed(limited, "claims")


def test_the_table_names_every_model_that_is_seen_or_recorded() -> None:
    assert set(_OF_OUTLETS) == set(_VISITORS) | set(RECORDS)


def test_a_person_without_such_a_token_sees_all(administrator: User, own: Records) -> None:
    assert "WHERE" not in str(visible(Claim.objects, administrator).query)
