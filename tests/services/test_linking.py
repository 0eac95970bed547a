"""Links that the machine proposes, and those that it must not."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from claims.choices import Part, QuoteType, Relation, Status
from claims.ingest import parse_time
from claims.models import Claim, Link, Span
from claims.reading.history import history_of
from claims.services import linking
from claims.services.linking import suggest_links
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory
from tests.writing import delete, save

pytestmark = pytest.mark.django_db

OPENING = "“The bridge will open in the month of May,”"


def links() -> list[tuple[str, str, str]]:
    """Every link as a sentence: who speaks in the claim, the relation, who speaks in the other."""
    return [(str(link.claim.speaker), link.relation, str(link.other.speaker)) for link in Link.objects.all()]


# Repeats


def test_the_same_five_quoted_words_of_the_same_speaker_in_another_article_repeat(take):
    (first,) = take(f"{OPENING} Ada Lind said.").claims
    (second,) = take("“As I say, the bridge will open in June,” Lind said.").claims
    link = Link.objects.get()
    assert (link.claim, link.relation, link.other, link.status) == (second, Relation.REPEATS, first, Status.SUGGESTED)


def test_words_that_were_quoted_first_and_are_reported_now_repeat_and_so_the_other_way_round(take):
    (reported,) = take("“The bridge will open in June,” Ada Lind said.").claims
    Claim.objects.update(content="the bridge will open in June", quote_type=QuoteType.INDIRECT)
    take(f"{OPENING} Ada Lind said.")
    assert Link.objects.get().other == reported


def test_words_that_neither_article_quotes_do_not_repeat(take):
    (first,) = take(f"{OPENING} Ada Lind said.").claims
    (second,) = take(f"{OPENING} Ada Lind said. More.").claims
    delete(Link.objects.all())
    Claim.objects.update(content="the bridge will open in the month of May", quote_type=QuoteType.INDIRECT)
    second.refresh_from_db()
    assert suggest_links([second], cause=None) == []
    assert first.links_to.count() == 0


def test_curly_and_straight_apostrophes_are_the_same(take):
    take("“They’re going to be held accountable,” Ada Lind said.")
    take("“They're going to be held accountable,” Ada Lind said.")
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("“The bridge will open in summer,” Omar Berg said.", "somebody else speaks"),
        ("“The bridge will open soon,” Ada Lind said.", "four words only"),
        ("“In May the month will open the bridge of,” Ada Lind said.", "the same words in no such order"),
        ("“The council has not met,” Ada Lind said.", "other words"),
    ],
)
def test_other_words_or_speakers_do_not_repeat(take, other, why):
    take(f"{OPENING} Ada Lind said.")
    take(other)
    assert links() == [], why


WHOLE = (
    "“Our country strongly condemns any attack on diplomats and on their diplomatic missions abroad,” Ada Lind said."
)


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    "shortened",
    [
        "“Condemns any attack on,” Ada Lind said.",
        "“Our country … condemns any attack … abroad,” Ada Lind said.",
        "“Our country ... condemns any attack . . . missions abroad,” Ada Lind said.",
        "“[It] strongly condemns any attack [...] missions abroad,” Ada Lind said.",
    ],
)
def test_a_quotation_and_a_shortened_form_of_it_repeat(take, shortened, is_first):
    for text in (shortened, WHOLE) if is_first else (WHOLE, shortened):
        take(text)
    assert links() == [("Ada Lind", "repeats", "Ada Lind")]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("“Condemns any attack on,” Omar Berg said.", "somebody else speaks"),
        ("“Condemns any attack,” Ada Lind said.", "three words only"),
        ("“On … and on their,” Ada Lind said.", "none tells what it is about"),
        ("“Diplomatic missions abroad … any attack on,” Ada Lind said.", "in no such order"),
        ("“Our country … attack … abroad,” Ada Lind said.", "no three words in a row"),
        ("“Strongly condemns any … diplomats do,” Ada Lind said.", "another word"),
    ],
)
def test_what_shortens_nothing_does_not_repeat(take, other, why):
    take(WHOLE)
    take(other)
    assert links() == [], why


def test_no_quotation_shortens_a_paraphrase(take):
    take(WHOLE)
    Claim.objects.update(quote_type=QuoteType.INDIRECT)
    take("“Condemns any attack on,” Ada Lind said.")
    assert links() == []


def test_words_said_twice_in_one_article_do_not_repeat(take):
    take(f"{OPENING} Ada Lind said.\n\n{OPENING} Lind said.")
    assert links() == []


def test_words_of_nobody_known_do_not_repeat(take):
    take(f"{OPENING} Ada Lind said.")
    take("“Other words,” Omar Lind said.")
    (claim,) = take(f"{OPENING} Lind said.").claims
    assert claim.speaker is None
    assert links() == []


def test_words_said_in_another_season_do_not_repeat(take):
    day = datetime(2026, 3, 2, tzinfo=UTC)
    take(f"{OPENING} Ada Lind said.", published_at=day)
    take(f"{OPENING} Ada Lind said. Again.", published_at=day + timedelta(days=31))
    assert links() == []


@pytest.mark.parametrize("day", ["1500-01-01", "2199-12-31T23:59-14:00"])
def test_words_of_the_first_and_the_last_day_that_a_date_may_be_are_linked(take, day):
    for text in (f"{OPENING} Ada Lind said.", f"{OPENING} Ada Lind said. Again."):
        take(text, published_at=parse_time(day))
    assert links() == [("Ada Lind", "repeats", "Ada Lind")]


def test_a_rejected_claim_is_not_linked(take):
    take(f"{OPENING} Ada Lind said.")
    Claim.objects.update(status=Status.REJECTED)
    take(f"{OPENING} Ada Lind said. Again.")
    assert links() == []


# Contradicts


def test_a_denial_contradicts_what_somebody_else_said_before_it(take):
    take("“The new bridge is late again,” Ada Lind said.\n\n“That the new bridge is late,” Omar Berg denied.")
    assert links() == [("Omar Berg", "contradicts", "Ada Lind")]


def test_a_denial_contradicts_what_somebody_else_said_in_another_article(take):
    take("“The new bridge is late again,” Ada Lind said.")
    take("“That the new bridge is late,” Omar Berg denied.")
    assert links() == [("Omar Berg", "contradicts", "Ada Lind")]


def test_three_words_are_enough_where_there_are_no_more(take):
    take("“Threats from Iran,” Ada Lind said.")
    take("“That threats from Iran led to the removal,” Omar Berg denied.")
    assert links() == [("Omar Berg", "contradicts", "Ada Lind")]


@pytest.mark.parametrize(
    ("said", "denied", "why"),
    [
        ("The bridge is late.”", "“That the new bridge is late,” Ada Lind denied", "nobody contradicts themselves"),
        (
            "The people of the United States will pay",
            "“That the army of the United States left,” Berg denied",
            "a name",
        ),
        ("It would be about the harbour", "“That it would be about money,” Berg denied", "words of any sentence"),
        ("The council has met", "“That the new bridge is late,” Berg denied", "other words"),
        ("The new bridge is late again", "“The new bridge is late,” Berg said", "no denial"),
    ],
)
def test_unrelated_words_are_not_contradicted(take, said, denied, why):
    take(f"“{said},” Ada Lind said.")
    take(f"{denied}.")
    assert [link for link in links() if link[1] == "contradicts"] == [], why


def test_of_two_who_deny_the_same_neither_contradicts_the_other(take):
    take("“That the new bridge is late,” Omar Berg denied.\n\n“That the new bridge is late,” Ada Lind denied.")
    take("“That the new bridge is late,” Ilse Brandt denied.")
    assert links() == []


def test_a_denial_contradicts_one_of_the_copies_of_a_wire_story(take):
    for outlet in ("Gulf Wire", "Harbour Post", "Evening Post"):
        take(f"“The new bridge is late again,” Ada Lind said.\n\nThe {outlet} asked around.")
    take("“That the new bridge is late,” Omar Berg denied.")
    assert [link for link in links() if link[1] == "contradicts"] == [("Omar Berg", "contradicts", "Ada Lind")]


def test_of_the_copies_of_a_denial_one_contradicts(take):
    take("“The new bridge is late again,” Ada Lind said.")
    for outlet in ("Gulf Wire", "Harbour Post"):
        take(f"“That the new bridge is late,” Omar Berg denied.\n\nThe {outlet} asked around.")
    take("“The new bridge is late and dear,” Ilse Brandt said.")
    take("“That the new bridge is late,” Omar Berg denied. Nobody asked.")
    assert [link for link in links() if link[1] == "contradicts"] == [
        ("Omar Berg", "contradicts", "Ada Lind"),
        ("Omar Berg", "contradicts", "Ilse Brandt"),
    ]


def test_a_denial_contradicts_three_claims_at_most(take):
    for number in range(5):
        take(f"“The new bridge is late again in year {number},” Ada Lind said.")
    take("“That the new bridge is late,” Omar Berg denied.")
    assert Link.objects.filter(relation=Relation.CONTRADICTS).count() == 3


# Responds to


def test_a_reply_responds_to_the_last_words_of_the_one_it_names(take):
    claims = take(
        "“It opens in May,” Ada Lind said.\n\n“It is paid for,” Lind said.\n\n"
        "Responding to Lind’s remarks, he was short. “No,” Omar Berg said.\n\n"
        "Reacting to the words of Lind “Never,” Ruth Dal said."
    ).claims
    link = Link.objects.get()
    assert (link.claim, link.relation, link.other) == (claims[3], Relation.RESPONDS_TO, claims[1])


def test_a_reply_to_one_who_has_not_spoken_responds_to_nothing(take):
    take("“It opens in May,” Ada Lind said.\n\nReacting to the words of Holm “Never,” Ruth Dal said.")
    assert links() == []


# All of them


def test_what_the_machine_proposes_is_its_own_in_the_history(take, editor):
    take(f"{OPENING} Ada Lind said.", by=editor)
    take(f"{OPENING} Ada Lind said. Again.", by=editor)
    link = Link.objects.get()
    assert link.author is None
    assert [entry["by"] for entry in history_of(link)] == ["newsapp links 1.0"]


def test_no_claim_is_linked_to_itself_and_no_pair_twice(take):
    take("“The new bridge is late this year,” Ada Lind denied.\n\n“The new bridge is late again,” Omar Berg denied.")
    take("“The new bridge is late this year,” Ada Lind denied. More.")
    pairs = [(frozenset((link.claim_id, link.other_id)), link.relation) for link in Link.objects.all()]
    assert len(pairs) == len(set(pairs)) > 0
    assert all(len(pair) == 2 for pair, _ in pairs)


def test_no_claims_give_no_links():
    assert suggest_links([], cause=None) == []


def test_the_number_of_queries_does_not_grow_with_the_number_of_claims(take, query_count):
    def text(claims: int) -> str:
        said = (f"“The bridge will open in the year {number},” Ada Lind said." for number in range(claims))
        return "\n\n".join([*said, *["“That the bridge will open in May,” Omar Berg denied."] * claims])

    take(text(3))
    counts = []
    for number in (1, 4):  # the links of many more would go in several batches
        claims = take(f"{text(number)}\n\nMore.").claims
        delete(Link.objects.all())
        counts.append(query_count(lambda claims=claims: suggest_links(claims, cause=None)))
    assert counts[0] == counts[1]


def test_a_denial_and_a_reply_look_back_at_the_nearest_claims_only(take, monkeypatch):
    monkeypatch.setattr(linking, "EARLIER_AT_MOST", 2)
    between = "“The council meets in March,” Ruth Dal said.\n\n“The minutes are public,” Dal said."
    replies = "“That the new bridge is late,” Omar Berg denied.\n\nReacting to Lind “Never,” Eva Holm said."
    take(f"“The new bridge is late again,” Ada Lind said.\n\n{between}\n\n{replies}")
    assert links() == []
    take("“The new school is dear again,” Ada Lind said.\n\n“That the new school is dear,” Omar Berg denied.")
    assert links() == [("Omar Berg", "contradicts", "Ada Lind")]


def test_words_repeat_the_newest_claims_and_not_all_that_were_ever_so_said(take, monkeypatch):
    monkeypatch.setattr(linking, "REPEATED_AT_MOST", 2)
    day = datetime(2026, 3, 2, tzinfo=UTC)
    said = [take(f"{OPENING} Ada Lind said. {n}", published_at=day + timedelta(days=n)).claims[0] for n in range(4)]
    assert [link.other for link in Link.objects.filter(claim=said[3]).order_by("other_id")] == said[1:3]


def test_a_transcript_twice_as_long_takes_about_twice_the_memory(take):
    def peak(claims: int) -> int:
        aside = "The chair thanked all who came. " * 10
        said = (f"“It would be bridge {n} that is late,” Ada Lind denied. {aside}" for n in range(claims))
        new = take("\n\n".join(said)).claims
        delete(Link.objects.all())
        tracemalloc.start()
        suggest_links(new, cause=None)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)  # what is imported and cached once
    assert peak(300) < 3 * peak(150)


# Claims that several said together


def test_each_of_several_speakers_repeats_what_they_said_together():
    lee, stone = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
    together = ClaimFactory(speaker=lee, chain__together=[stone], content="The bridge will open in May")
    alone = ClaimFactory(speaker=stone, content="I say the bridge will open in June")
    (link,) = suggest_links([alone], cause=None)
    assert (link.claim, link.relation, link.other) == (alone, Relation.REPEATS, together)
    delete(Link.objects.all())
    (link,) = suggest_links([together], cause=None)
    assert (link.claim, link.other) == (together, alone)


@pytest.mark.parametrize(("name", "links_made"), [("Bob Stone", 0), ("Omar Berg", 1)])
def test_nobody_contradicts_what_they_said_together_with_others(name, links_made):
    speakers = {one: SpeakerFactory(name=one) for one in ("Ann Lee", "Bob Stone", "Omar Berg")}
    article = ArticleFactory(text=f"“The old bridge is safe,” they said. {name} denied that the old bridge is safe.")
    together = [speakers["Bob Stone"]]
    said = "The old bridge is safe"
    ClaimFactory(article=article, speaker=speakers["Ann Lee"], chain__together=together, content=said)
    denial = ClaimFactory(article=article, speaker=speakers[name], content="the old bridge is safe")
    cue = denial.version.text.index("denied")
    save(Span(claim=denial, part=Part.CUE, start=cue, end=cue + len("denied")))
    assert [link.relation for link in suggest_links([denial], cause=None)] == [Relation.CONTRADICTS] * links_made


def test_a_reply_to_one_of_several_speakers_answers_what_they_said_together():
    lee, stone = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
    article = ArticleFactory(text="“We open in May,” they said. Responding to Stone, Omar Berg said “that is late”.")
    said = ClaimFactory(article=article, speaker=lee, chain__together=[stone], content="We open in May")
    reply = ClaimFactory(article=article, content="that is late")
    (link,) = suggest_links([reply], cause=None)
    assert (link.relation, link.other) == (Relation.RESPONDS_TO, said)
