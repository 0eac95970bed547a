"""A changed article: each claim is compared with what is found in the new text, and no change of meaning is silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.choices import Anchoring, Part, QuoteType, Status
from claims.models import Alias, Claim
from claims.services.altering import update_claim
from claims.services.articles import TakenIn
from tests.writing import save

pytestmark = pytest.mark.django_db

URL = "https://post.example/berth"
HEAD, TAIL = "The harbour board met on Monday.", "The ferry has run since 1961."
ROWING = "“We will row again in spring, but the old shells from 1931 are gone for good,” Ada Lind said."


@pytest.fixture
def change(take, editor, settings) -> Callable[..., tuple[Claim, TakenIn]]:
    """What became of a confirmed claim, the only one of a text, and of the last of the texts that followed it."""

    def call(*bodies: str, engine: str = "tests.services.engines.marks") -> tuple[Claim, TakenIn]:
        settings.CLAIMS_EXTRACTOR = engine
        taken = take(f"{HEAD}\n\n{bodies[0]}\n\n{TAIL}", url=URL)
        (claim,) = taken.claims
        update_claim(claim, by=editor, status=Status.CONFIRMED)
        for body in bodies[1:]:
            taken = take(f"{HEAD}\n\n{body}\n\n{TAIL}", url=URL)
        return Claim.objects.get(pk=claim.pk), taken

    return call


REAL = "claims.extraction.Extractor"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("“We took the money,” Ada Lind said.", "“We took the money,” Ada Lind denied."),
        ("“We took the money,” Ada Lind denied.", "“We took the money,” Ada Lind said."),
        ("Mayor Owen Tarrant said the bridge is unsafe.", "Mayor Owen Tarrant did not say the bridge is unsafe."),
        ("Mayor Owen Tarrant said the bridge is unsafe.", "Mayor Owen Tarrant refused to say the bridge is unsafe."),
        ("Mayor Owen Tarrant said the bridge is unsafe.", "Mayor Owen Tarrant falsely claimed the bridge is unsafe."),
        ("Mayor Owen Tarrant said the bridge is unsafe.", "Mayor Owen Tarrant fears the bridge is unsafe."),
        ("Ada Lind said on 3 May 2024 that the line is safe.", "Ada Lind said on 5 May 2024 that the line is safe."),
        ("Ada Lind a affirmé que la ligne est sûre.", "Ada Lind a nié que la ligne est sûre."),
        ("The owners hid the report, Anna Berg said.", "The owners hid the report, Anna Berg allegedly said."),
        ("Ada Lind said the line is safe.", "Ada Lind is alleged to have said the line is safe."),
        ("“We will sell the hall,” Ada Lind said.", "“We will sell the hall,” Ada Lind joked."),
        ("“We took the money,” Ada Lind said.", "“We took the money,” Ada Lind said sarcastically."),
        ("Ada Lind allegedly said the line is safe.", "Ada Lind said the line is safe."),
        ("Ada Lind said the line is safe.", "Ada Lind said the line is safe. Lind later took it back."),
        ("“We took it,” Ada Lind said. She took it back.", "“We took it,” Ada Lind said. She repeated it."),
    ],
)
def test_the_same_words_told_in_another_way_or_said_another_day_are_another_statement(change, before, now):
    claim, taken = change(before, now, engine=REAL)
    assert (claim.anchoring, claim.needs_look, claim.status) == (Anchoring.ALTERED, True, Status.CONFIRMED)
    assert (claim.words_before, taken.claims) == ("", [])


def test_words_that_somebody_does_not_take_back_stay_as_they_are(change):
    before = "Ada Lind said the line is safe."
    claim, _ = change(before, f"{before} She refused to take it back.", engine=REAL)
    assert (claim.anchoring, claim.needs_look) == (Anchoring.HELD, False)


@pytest.mark.parametrize(
    ("now", "waits"), [("“We took it,” Ada Lind said.", False), ("News. “We took it,” Ada Lind denied.", True)]
)
def test_a_denial_waits_for_a_look_until_it_is_taken_back(change, now, waits):
    claim, _ = change("“We took it,” Ada Lind said.", "“We took it,” Ada Lind denied.", now)
    assert (claim.needs_look, claim.anchoring == Anchoring.ALTERED) == (waits, waits)


@pytest.mark.parametrize("back", ["3 May 2024", "5 May 2024"])
def test_another_day_waits_for_a_look_until_it_is_put_back(change, back):
    texts = [f"Ada Lind said on {day} that the line is safe." for day in ("3 May 2024", "5 May 2024")]
    claim, _ = change(*texts, f"News. Ada Lind said on {back} that the line is safe.", engine=REAL)
    waits = back == "5 May 2024"
    assert (claim.needs_look, claim.anchoring == Anchoring.ALTERED) == (waits, waits)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1,500 of the 12,000 boats", "1500 of the 12000 boats"),
        ("1500 of the 12 000 boats", "1,500 of the 12,000 boats"),
        ("1\u202f500 of the 2’400’000 boats", "1,500 of the 2,400,000 boats"),
    ],
)
def test_figures_grouped_in_another_way_are_the_same(change, before, now):
    claim, taken = change(*(f"Mayor Owen Tarrant said that {words} are old." for words in (before, now)), engine=REAL)
    assert (claim.anchoring, claim.needs_look, claim.words_before) == (Anchoring.MOVED, False, "")
    assert (claim.content, taken.claims) == (f"that {now} are old", [])


@pytest.mark.parametrize(("before", "now"), [("1,500", "15,00"), ("1,500", "1,600"), ("0,500", "0500")])
def test_another_figure_is_another_statement(change, before, now):
    claim, _ = change(*(f"Mayor Owen Tarrant said that {words} boats are old." for words in (before, now)), engine=REAL)
    assert (claim.anchoring, claim.needs_look) == (Anchoring.ALTERED, True)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Truckers say the toll came without warning.", "Truckers said the toll came without warning."),
        ("Mayor Owen Tarrant said the bridge is unsafe.", "Mayor Owen Tarrant warned that the bridge is unsafe."),
        ("Mayor Owen Tarrant said that the bridge is unsafe.", "Mayor Owen Tarrant said the bridge is unsafe."),
        ("“The fee pays for lights,” said Grant.", "“The fee pays for lights,” said State Sen. Hollis Grant, D-Keel."),
        ("The Elmgate Council said the roof leaks.", "The Elmgate City Council said the roof leaks."),
        ("“We go in May. The boats are gone,” Ada Lind said.", "“We go in May,” Ada Lind said. “The boats are gone.”"),
        ("“We go. The boats are gone,” Ada Lind said.", "“We go,” Ada Lind said.\n\n“The boats are gone.”"),
        ("“We are open,” said one official of the city.", "“We are open,” said a city official."),
    ],
)
def test_another_cue_or_a_longer_name_asks_for_nothing(change, before, now):
    claim, taken = change(before, now, engine=REAL)
    assert (claim.anchoring, claim.needs_look, claim.speaker_read) == (Anchoring.MOVED, False, "")
    assert (claim.version, taken.claims) == (taken.article.current_version, [])


@pytest.mark.parametrize(
    ("before", "now", "named"),
    [
        ("“We are open,” Ada Lind said.", "“We are open,” a spokesman said.", "a spokesman"),
        ("The council said the roof leaks.", "The school board said the roof leaks.", "The school board"),
        ("Three officials said the roof leaks.", "Two officials said the roof leaks.", "Two officials"),
        ("“We are open,” a spokesman said.", "“We are open,” a spokeswoman said.", "a spokeswoman"),
        ("The line will close, according to Ada Lind.", "The line will close, according to the union.", "the union"),
        ("“We are open,” Ada Lind said.", "“We are open.”", "nobody"),
        ("“We are open,” said Ada Lind.", "“We are open,” said Ada Lind and Omar Berg.", "Ada Lind and Omar Berg"),
        ("“We are open,” said Ada Lind and Omar Berg.", "“We are open,” said Ada Lind.", "Ada Lind"),
    ],
)
def test_who_is_named_instead_of_the_speaker_or_that_nobody_is_asks_for_a_look(change, before, now, named):
    claim, _ = change(before, now, f"News.\n\n{now}", engine=REAL)
    assert (claim.speaker_read, claim.needs_look) == (named, True)


def test_words_before_the_marks_are_no_part_of_a_quotation(change):
    said = "“We lost the bridge,” Ada Lind said."
    claim, _ = change(said, f"On Monday, {said}", engine=REAL)
    assert (claim.anchoring, claim.content) == (Anchoring.HELD, "“We lost the bridge,”")


def test_a_cue_and_a_speaker_that_were_changed_are_those_of_the_new_text(change):
    claim, _ = change("“We are open,” she said.", "“We are open,” Ada Lind told Harbour TV.", engine=REAL)
    spans = claim.spans.exclude(part=Part.CONTENT).order_by("start")
    assert [claim.version.words([(span.start, span.end)]) for span in spans] == ["Ada Lind", "told"]


def test_another_person_of_the_same_family_name_asks_for_a_look(change, take):
    claim, _ = change("“We are open,” Ada Lind said.")
    save(Alias(speaker=claim.speaker, name="Lind"))
    take(f"{HEAD}\n\n“We are open,” Olga Lind said.\n\n{TAIL}", url=URL)
    claim.refresh_from_db()
    assert (claim.speaker_read, claim.needs_look) == ("Olga Lind", True)


def test_a_speaker_that_is_put_back_asks_for_nothing_any_more(change):
    said = "“We are open,” {} said."
    claim, _ = change(said.format("Ada Lind"), said.format("Omar Berg"), said.format("Ada Lind"))
    assert (claim.speaker_read, claim.needs_look) == ("", False)


@pytest.mark.parametrize(
    ("before", "now", "content"),
    [
        (ROWING, "“We will row again in spring,” Ada Lind said.", "“We will row again in spring,”"),
        (ROWING, "“The old shells are gone for good,” Ada Lind said.", None),
        (ROWING, "“We will row again … the old shells,” Ada Lind said.", "“We will row again … the old shells,”"),
        (ROWING, "“We will row again in spring,” Omar Berg said.", None),
        (ROWING, "“We will,” Ada Lind said.", None),
    ],
)
def test_a_claim_goes_along_with_the_part_of_it_that_its_speaker_still_says(change, before, now, content):
    claim, taken = change(before, now)
    assert claim.needs_look
    if content is None:
        assert (claim.anchoring, len(taken.claims)) == (Anchoring.VANISHED, 1)
    else:
        assert (claim.anchoring, claim.content, taken.claims) == (Anchoring.ALTERED, content, [])
        assert claim.words_before == ROWING[: len(claim.words_before)]


def test_words_that_were_moved_to_another_paragraph_and_changed_keep_their_claim(take, editor):
    own, other = "“We looked at every way to save,” Ada Lind said.", "“Nobody asked us in winter,” Omar Berg said."
    claim = take(f"{own}\n\n{HEAD}\n\n{other}\n\n{TAIL}", url=URL).claims[0]
    update_claim(claim, by=editor, status=Status.CONFIRMED)
    changed = own.replace("looked", "never looked")
    taken = take(f"{other}\n\n{HEAD}\n\n{TAIL}\n\n{changed}", url=URL)
    claim.refresh_from_db()
    assert (claim.content, claim.anchoring) == ("“We never looked at every way to save,”", Anchoring.ALTERED)
    assert (claim.needs_look, taken.claims) == (True, [])


def test_of_two_places_as_good_none_is_taken(change):
    said = "“We lost {} of the boats in the storm,” Ada Lind said."
    moved = f"{said.format(13)}\n\n{said.format(14)}"
    claim, taken = change(f"{said.format(12)}", f"{TAIL}\n\nOf the night little is known.\n\n{moved}")
    assert (claim.anchoring, claim.needs_look, len(taken.claims)) == (Anchoring.VANISHED, True, 2)


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("The line is safe, said Ada Lind.", "“The line is safe,” said Ada Lind.", QuoteType.DIRECT),
        ("“The line is safe,” said Ada Lind.", "The line is safe, said Ada Lind.", QuoteType.INDIRECT),
        ("Ada Lind said the line is safe.", "Ada Lind said the line is “safe”.", QuoteType.MIXED),
    ],
)
def test_a_quotation_that_becomes_a_paraphrase_or_the_other_way_round_is_altered(change, before, now, kind):
    claim, _ = change(before, now, engine=REAL)
    assert (claim.anchoring, claim.needs_look, claim.quote_type) == (Anchoring.ALTERED, True, kind)


@pytest.mark.parametrize(
    "now", ["‘The line is safe,’", "«The line is safe»,", "``The line is safe'',", "« The line is safe »"]
)
def test_marks_of_another_form_make_no_other_quotation(change, now):
    claim, _ = change("“The line is safe,” said Ada Lind.", f"{now} said Ada Lind.", engine=REAL)
    assert (claim.anchoring, claim.needs_look, claim.quote_type) == (Anchoring.MOVED, False, QuoteType.DIRECT)
