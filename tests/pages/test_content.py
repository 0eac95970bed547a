"""What stands on the pages, hostile words and all scripts of the world included."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from claims.choices import Anchoring, AssessmentStatus, Part, Relation, Status
from claims.templatetags.difference import drift
from claims.templatetags.pages import links_in_words, shortened, sureness
from claims.text.wording import pieces
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    ArticleVersionFactory,
    AssessmentFactory,
    ClaimFactory,
    CommentFactory,
    LinkFactory,
    OutletFactory,
    RatingFactory,
    SpeakerFactory,
    TagFactory,
    prose,
)
from tests.writing import delete

Browser = Callable[[Any], Any]
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&amp;{{ 7|add:7 }}"
STATIC = Path(__file__).parents[2] / "claims" / "static" / "claims"
PAGES = ("claims", "articles", "speakers", "claim", "article", "speaker")


def pages_about(claim: Any) -> list[str]:
    numbers = {"claim": claim.pk, "article": claim.article_id, "speaker": claim.speaker_id}
    pages = [name for name in PAGES if numbers.get(name, "a list")]
    return [reverse(name, args=[numbers[name]] if name in numbers else []) for name in pages]


def marked_words(page: str, claim: Any) -> str:
    pieces = re.findall(rf'<span class="mark part-content[^"]*" data-claims="[^"]*\b{claim.pk}\b[^"]*">([^<]*)<', page)
    return unescape("".join(pieces))


def test_a_claim_left_behind_by_a_new_text_says_which_text_it_stood_in(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory()
    address = reverse("claim", args=[claim.pk])
    assert "Its text has changed since" not in browser(editor).get(address).content.decode()
    ArticleVersionFactory(article=claim.article, number=2, text="Other words.")
    page = browser(editor).get(address).content.decode()
    assert "Its text has changed since: these words stood in version 1." in page


@pytest.mark.parametrize("status", [Status.SUGGESTED, Status.CONFIRMED])
def test_a_card_says_that_the_article_no_longer_has_the_words_though_nobody_need_look(
    browser: Browser, reader: Any, status: Status
) -> None:
    claim = ClaimFactory(status=status, anchoring=Anchoring.VANISHED)
    ClaimFactory(speaker=claim.speaker)
    for address in (reverse("claims"), reverse("speaker", args=[claim.speaker_id])):
        page = browser(reader).get(address).content.decode()
        assert page.count('class="card is-') == 2
        assert page.count("It no longer has these words.") == 1
        assert f'{reverse("article", args=[claim.article_id])}#claim-{claim.pk}"' in page


def test_a_card_that_asks_for_a_look_says_once_that_the_words_are_gone(browser: Browser, reader: Any) -> None:
    ClaimFactory(status=Status.CONFIRMED, anchoring=Anchoring.VANISHED, needs_look=True)
    page = browser(reader).get(reverse("claims")).content.decode()
    assert page.count("It no longer has these words.") == 1


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ({"direction": "outgoing", "confirmed": 2, "suggested": 0}, "contradicts 2"),
        ({"direction": "incoming", "confirmed": 1, "suggested": 1}, "contradicted by 2 (1 suggested)"),
        ({"direction": "incoming", "confirmed": 0, "suggested": 2}, "contradicted by 2 (suggested)"),
    ],
)
def test_a_card_says_which_way_round_links_are_and_which_only_a_machine_suggests(
    links: dict[str, Any], words: str
) -> None:
    assert links_in_words({"relation": "contradicts", **links}) == words


@pytest.mark.parametrize(
    ("cue", "mark"), [("denied", ""), ("rejected", ""), ("rebuffed", ' <strong class="denies">denies</strong>')]
)
def test_a_card_and_a_line_of_a_link_tell_of_a_denial_once(browser: Browser, editor: Any, cue: str, mark: str) -> None:
    article = ArticleFactory(text=f"“It opens in May,” Ada Lind said. The mayor {cue} it opens.")
    denial = ClaimFactory(article=article, content="It opens in May")
    start = denial.version.text.index(cue)
    denial.spans.filter(part=Part.CUE).update(start=start, end=start + len(cue))
    link = LinkFactory(claim=denial)
    told = f'<em class="cue" dir="auto">{cue}</em>{mark}'
    page = browser(editor).get(reverse("claim", args=[link.other_id])).content.decode()
    assert f'{told} <a class="words"' in page[page.index('id="links-title"') :]
    for place in (reverse("claim-card", args=[denial.pk]), reverse("claims"), reverse("claim", args=[denial.pk])):
        page = browser(editor).get(place).content.decode()
        assert f"{told}</p>" in page
        assert page.count(mark or 'class="denies"') == bool(mark)


def test_hostile_words_stay_words(browser: Browser, editor: Any) -> None:
    speaker = SpeakerFactory(name=HOSTILE)
    AliasFactory(speaker=speaker, name=f"{HOSTILE} II")
    text = prose(content=HOSTILE, name="The mayor")
    article = ArticleFactory(title=HOSTILE, author=HOSTILE, text=text, outlet=OutletFactory(name=HOSTILE))
    claim = ClaimFactory(article=article, content=HOSTILE, speaker=speaker, tags=[TagFactory(name=HOSTILE[:60])])
    claim.hops.update(role_as_printed=HOSTILE, name_as_printed=HOSTILE)
    CommentFactory(claim=claim, text=HOSTILE)
    rating = RatingFactory(name=HOSTILE[:60])
    AssessmentFactory(claim=claim, rating=rating, explanation=HOSTILE, status=AssessmentStatus.PUBLISHED)
    for address in pages_about(claim):
        page = browser(editor).get(address, {"q": ""}).content.decode()
        assert "alert(" in page
        assert "<script>alert" not in page
        assert "<img" not in page


def test_a_hostile_query_stays_a_query(browser: Browser, editor: Any) -> None:
    page = browser(editor).get("/claims/", {"q": HOSTILE}).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


def test_an_address_that_is_no_web_address_is_no_link(browser: Browser, editor: Any) -> None:
    article = ArticleFactory(url="javascript:alert(1)")
    assert "javascript:" not in browser(editor).get(reverse("article", args=[article.pk])).content.decode()


@pytest.mark.parametrize(
    "content",
    [
        "הגשר ייפתח לפני החורף",
        "سيفتح الجسر قبل الشتاء",
        "👩‍🔬🏳️‍🌈 will open it",
        "cafe\u0301 and na\u0308ive",
        "a < b & c > d",
    ],
)
def test_the_marked_words_are_the_claims_words(content: str, browser: Browser, editor: Any) -> None:
    before = "👨‍👩‍👧 e\u0301 אבג.\n\n"
    article = ArticleFactory(text=before + prose(content=content, name="The mayor"))
    claim = ClaimFactory(article=article, content=content)
    for name, pk in (("article", article.pk), ("claim", claim.pk)):
        assert marked_words(browser(editor).get(reverse(name, args=[pk])).content.decode(), claim) == content


def test_a_claim_is_shown_with_all_that_is_known_of_it(newsroom: Any, browser: Browser, editor: Any) -> None:
    claim = newsroom.confirmed
    page = unescape(browser(editor).get(reverse("claim", args=[claim.pk])).content.decode())
    for fact in (
        claim.content,
        claim.speaker.name,
        "passed on by",
        "Press Agency",
        "contradicts",
        f'href="/claims/{newsroom.suggested.pk}/"',
        "Minutes of the council, February",
        "Worth a call to the mayor.",
        f"http://testserver/claims/{claim.pk}/",
        "How to cite it",
        "(a machine)",
    ):
        assert fact in page


def test_a_claim_whose_speaker_and_outlet_are_not_known_is_shown(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory(speaker=None, article=ArticleFactory(outlet=None, title="", published_at=None, url=""))
    delete(claim.hops.all())
    for address in pages_about(claim):
        assert browser(editor).get(address).status_code == 200


def test_a_speaker_is_shown_with_names_and_roles(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory()
    AliasFactory(speaker=claim.speaker, name="The Builder")
    page = browser(editor).get(reverse("speaker", args=[claim.speaker_id])).content.decode()
    assert "The Builder" in page
    assert "mayor" in page
    assert "2 Mar 2026" in page


def test_pages_hold_no_script_and_no_style_of_their_own(newsroom: Any, browser: Browser, editor: Any) -> None:
    for address in [*pages_about(newsroom.confirmed), reverse("account"), reverse("take-in")]:
        page = browser(editor).get(address).content.decode()
        assert re.findall(r"<script(?![^>]* src=| type=.application/ld.json.>)|<style|\son\w+=|\sstyle=", page) == []


def modules_at_once(page: str) -> set[Path]:
    """Those that the page names and, in turn, those that they cannot do without."""
    loaded: set[Path] = set()
    waiting = set(re.findall(r'src="[^"]*claims/js/([\w-]+)(?:\.\w+)?\.js"', page))
    while waiting:
        loaded.add(module := STATIC / f"js/{waiting.pop()}.js")
        named = re.findall(r'(?:from|import) "\./([\w-]+)\.js"', module.read_text())
        waiting |= set(named) - {module.stem for module in loaded}
    return loaded


def test_no_page_loads_more_than_sixty_kilobytes_of_our_own_scripts(
    newsroom: Any, browser: Browser, editor: Any
) -> None:
    for address in [*pages_about(newsroom.confirmed), *map(reverse, ("claims", "review", "account", "take-in"))]:
        modules = modules_at_once(browser(editor).get(address).content.decode())
        assert STATIC / "js/main.js" in modules
        assert sum(module.stat().st_size for module in modules) <= 60_000


def test_the_first_visit_of_an_article_takes_twelve_requests_at_most(
    newsroom: Any, browser: Browser, editor: Any
) -> None:
    page = browser(editor).get(reverse("article", args=[newsroom.confirmed.article_id])).content.decode()
    head = re.sub(r"<noscript>.*?</noscript>", "", page[: page.index("<body")], flags=re.DOTALL)
    links = re.findall(r'<link rel="(?:stylesheet|icon|preload)"', head)
    assert 1 + len(links) + len(modules_at_once(page)) <= 12


@pytest.mark.parametrize(("confidence", "shown"), [(0.9, "high"), (0.89, "check this"), (0.0, "check this")])
def test_confidence_in_words(confidence: float, shown: str) -> None:
    assert sureness(confidence) == shown


def test_all_who_said_it_together_are_named_and_cited(browser: Browser, editor: Any) -> None:
    lee, stone, poe = (SpeakerFactory(name=name) for name in ("Ann Lee", "Bob Stone", "Carl Poe"))
    claim = ClaimFactory(speaker=lee, chain__together=[stone, poe], addressee="the council")
    page = browser(editor).get(reverse("claim", args=[claim.pk])).content.decode()
    card = page[: page.index('id="citation"')]
    for speaker in (lee, stone, poe):
        assert f'href="{reverse("speaker", args=[speaker.pk])}" dir="auto">{speaker.name}</a>' in card
    assert "Ann Lee (mayor), Bob Stone and Carl Poe said" in re.sub(r"<[^>]+>", "", page[page.index('id="citation"') :])
    assert "to <bdi>the council</bdi>" in card
    assert "Ann Lee, Bob Stone and Carl Poe" in unescape(card)


def test_numbers_of_the_database_stand_in_addresses_only(browser: Browser, editor: Any) -> None:
    claim, other = ClaimFactory(pk=987_654_321), ClaimFactory(pk=987_654_322)
    LinkFactory(claim=claim, other=other)
    LinkFactory(claim=ClaimFactory(pk=987_654_323), other=claim, status=Status.SUGGESTED)
    AssessmentFactory(claim=other, status=AssessmentStatus.PUBLISHED)
    for address in (reverse("claim", args=[claim.pk]), reverse("claims"), reverse("article", args=[claim.article_id])):
        page = browser(editor).get(address).content.decode()
        body = page[page.index("<body") :]
        assert "98765432" in body
        assert "98765432" not in re.sub(r"https?://\S+", "", re.sub(r"<[^>]+>", " ", body))
        assert not re.search(r'(?:aria-label|title)="[^"]*98765432', body)


def test_an_assessment_on_a_repeat_that_dropped_a_not_says_so(browser: Browser, editor: Any) -> None:
    denied, told = (
        ClaimFactory(
            article=ArticleFactory(text=f"“{words},” Ada Lind said.", published_at=datetime(2026, 3, day, tzinfo=UTC))
        )
        for day, words in ((1, "It will not close before May"), (2, "It will close before May"))
    )
    LinkFactory(claim=told, other=denied, relation=Relation.REPEATS, status=Status.CONFIRMED)
    AssessmentFactory(claim=denied, status=AssessmentStatus.PUBLISHED)
    warning = "A “not” was dropped between the two."
    assert browser(editor).get(f"/claims/{told.pk}/").content.decode().count(warning) == 1
    assert warning not in browser(editor).get(f"/claims/{denied.pk}/").content.decode()


def test_words_that_find_nothing_lead_to_a_search_for_each_of_them(browser: Browser, editor: Any) -> None:
    claim = ClaimFactory(content="The job is done", article__title="A bridge", speaker__name="Karin Lind")
    page = browser(editor)
    nothing = page.get(reverse("claims"), {"q": "Lind bridge job"}).content.decode()
    assert f'href="{reverse("claims")}?find=Lind%20bridge%20job"' in nothing
    assert f'/claims/{claim.pk}/"' in page.get(reverse("claims"), {"find": "Lind bridge job"}).content.decode()


def test_words_are_shortened_to_so_many_characters_where_they_have_more() -> None:
    assert shortened("A bridge burns", 14) == "A bridge burns"
    assert shortened("A bridge burns.", 14) == "A bridge burn…"


def test_an_article_whose_page_is_missing_says_so(browser: Browser, editor: Any) -> None:
    missing = ArticleFactory(page_missing_since=datetime(2026, 5, 1, 12, tzinfo=UTC))
    there = ArticleFactory()
    pages = [browser(editor).get(reverse("article", args=[article.pk])).text for article in (missing, there)]
    assert ["Its page was gone when it was last looked at" in page for page in pages] == [True, False]
    assert '<time datetime="2026-05-01T12:00:00+00:00">1 May 2026, 12:00 UTC</time>' in pages[0]


def test_words_struck_out_run_into_no_others() -> None:
    earlier, later = "The Republic of Iran condemns attacks, then", "The Republic condemns <b>"
    shown = drift([{"same": p.same, "earlier": p.earlier, "later": p.later} for p in pieces(earlier, later)])
    assert shown == "The Republic <del>of Iran </del>condemns <del>attacks, then</del><ins>&lt;b&gt;</ins>"
    assert drift([{"same": True, "later": "it"}, {"same": False, "earlier": "opens", "later": ""}]) == (
        "it <del>opens</del>"
    )
