"""Searching claims by their words and their speakers, alike on both databases."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from claims import search
from claims.choices import SpeakerKind, Status
from claims.models import Alias, Claim
from claims.search import claims_about, claims_matching
from tests.factories import AliasFactory, ClaimFactory, SpeakerFactory
from tests.writing import delete, save

pytestmark = pytest.mark.django_db


def found(words: str) -> set[Claim]:
    return set(claims_matching(Claim.objects.all(), words))


@pytest.fixture
def rockets() -> Claim:
    return ClaimFactory(
        content="The rockets were fired at the airport’s runway near Basra",
        speaker__name="Secretary of State Mike Pompeo",
        speaker__aliases=["Mr. Mike Pompeo"],
    )


@pytest.fixture
def bridge(rockets: Claim) -> Claim:
    """Another claim, that a search for rockets does not find."""
    return ClaimFactory(
        content="Le pont de Besançon sera fermé", speaker__name="Press TV", speaker__kind="organization"
    )


# By what was said


@pytest.mark.parametrize(
    "words",
    [
        "rockets",
        "ROCKETS",
        "rocket",
        "firing rocket",
        "airport rockets",
        "airports",
        "  rockets \n airport\t",
        "near Basra",
        "airport’s",
        "airport's",
        "rockets, fired",
        "“rockets”",
    ],
)
def test_a_claim_is_found_by_its_words_in_any_order_case_or_form(rockets: Claim, bridge: Claim, words: str) -> None:
    assert found(words) == {rockets}


@pytest.mark.parametrize("words", ["submarine", "rockets submarine", "xyzzy", "rock"])
def test_a_claim_is_found_only_if_it_holds_all_of_the_words(rockets: Claim, bridge: Claim, words: str) -> None:
    assert found(words) == set()


def test_words_of_other_languages_are_found(bridge: Claim) -> None:
    arabic = ClaimFactory(content="الصواريخ أصابت المطار")
    chinese = ClaimFactory(content="火箭 击中 机场")
    assert found("fermé") == {bridge}
    assert found("Besançon pont") == {bridge}
    assert found("المطار") == {arabic}
    assert found("机场") == {chinese}


def test_a_search_narrows_the_claims_it_is_given(rockets: Claim) -> None:
    confirmed = ClaimFactory(content="More rockets were fired", status=Status.CONFIRMED)
    assert set(claims_matching(Claim.objects.filter(status=Status.CONFIRMED), "rockets")) == {confirmed}
    assert found("rockets") == {confirmed, rockets}


# By who said it


@pytest.mark.parametrize("name", ["Pompeo", "pompeo", "Mike", "Mike Pompeo", "Pompeo’s", "Secretary Pompeo", "POMPEO"])
def test_a_claim_is_found_by_its_speakers_names(rockets: Claim, bridge: Claim, name: str) -> None:
    assert found(name) == {rockets}


def test_a_claim_is_found_by_an_alias_of_its_speaker(rockets: Claim, bridge: Claim) -> None:
    AliasFactory(speaker=bridge.speaker, name="Tehran’s broadcaster")
    assert found("Tehran’s broadcaster") == {bridge}
    assert found("Tehran") == {bridge}
    assert found("press") == {bridge}


def test_a_speaker_of_several_matching_aliases_gives_each_claim_once(rockets: Claim) -> None:
    AliasFactory(speaker=rockets.speaker, name="Mike R. Pompeo")
    assert claims_matching(Claim.objects.all(), "mike").count() == 1


def test_the_surname_counts_for_people_only(bridge: Claim) -> None:
    assert bridge.speaker.kind == SpeakerKind.ORGANIZATION
    assert found("TV") == set()


# The index follows what becomes of a claim


def test_a_claim_whose_words_change_is_found_by_the_new_ones_only(rockets: Claim) -> None:
    rockets.content = "Mortars were fired"
    save(rockets)
    assert found("rockets") == set()
    assert found("mortar") == {rockets}


def test_words_changed_in_bulk_are_found_too(rockets: Claim) -> None:
    Claim.objects.filter(pk=rockets.pk).update(content="Mortars were fired")
    assert found("rockets") == set()
    assert found("mortar") == {rockets}


def test_a_change_of_another_column_leaves_the_words_in_place(rockets: Claim) -> None:
    Claim.objects.update(status=Status.REJECTED)
    assert found("rockets") == {rockets}


def test_claims_stored_in_bulk_are_found() -> None:
    one = ClaimFactory(content="Sirens were heard")
    one.pk = None
    Claim.objects.bulk_create([one])
    assert len(found("siren")) == 2


def test_a_deleted_claim_is_found_no_more(rockets: Claim) -> None:
    delete(rockets)
    assert found("rockets") == set()
    successor = ClaimFactory(content="Nothing of the kind")
    assert found("rockets") == set()
    assert found("kind") == {successor}


def test_deleting_many_claims_takes_each_out_of_the_index(rockets: Claim, bridge: Claim) -> None:
    delete(Claim.objects.all())
    assert found("rockets") == found("pont") == set()


def test_making_the_index_again_changes_nothing(rockets: Claim) -> None:
    connection.check_constraints()  # PostgreSQL makes no index while a check is put off
    search.make_index(connection.alias)
    assert found("rockets") == {rockets}


# Words that mean something to a database


HOSTILE = [
    '"',
    '""',
    'rockets" OR "bridge',
    "rockets OR bridge",
    "rockets NOT airport",
    "rockets AND",
    "NEAR(rockets airport)",
    "content:rockets",
    "-rockets bridge",
    "^rockets ponts",
    "rockets & bridge",
    "!rockets",
    "rock:*",
    "rockets <-> bridge",
    "(",
    "')--",
    "'; DROP TABLE claims_claim; --",
    "%s %(x)s %",
    "\\",
    "rockets\\",
    "\x01\x02\x7f",
    "\x1frockets\x1e bridge",
    "\u200b\u202e\ufeff",
    "🙂",
    "rockets 🙂 bridge",
    "?!…—",
    "*",
    "the of and",
    "a" * 10_000,
    "rockets bridge " * 700,
    '" ' * 5_000,
    "( " * 5_000,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_find_nothing_and_break_nothing(rockets: Claim, words: str) -> None:
    assert found(words) <= {rockets}
    assert Claim.objects.exists()


@pytest.mark.parametrize("words", ["", " ", "\n\t", "?!…", '"', "🙂", "\x01"])
def test_words_without_a_letter_or_digit_find_nothing(rockets: Claim, words: str) -> None:
    assert found(words) == set()


@pytest.mark.parametrize("words", ["rockets - airport", "rockets & airport", "rockets?", "(rockets)", "rockets \x02"])
def test_signs_beside_words_do_not_count(rockets: Claim, bridge: Claim, words: str) -> None:
    assert found(words) == {rockets}


@pytest.mark.parametrize("words", ["rockets\x00", "\x00"])
def test_a_nul_finds_what_the_words_beside_it_find(rockets: Claim, words: str) -> None:
    assert found(words) == ({rockets} if "rockets" in words else set())


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@example("\ufdfa" * 300)
def test_any_text_can_be_searched_for(db: None, words: str) -> None:
    found(words)


# Cost


def test_a_search_takes_three_queries_however_many_claims_and_speakers_match(
    rockets: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        ClaimFactory(content="Rockets again", speaker=SpeakerFactory(name="Rocket Ryan", aliases=["Rockets Ryan"]))
    with django_assert_num_queries(3):
        assert len(found("rockets")) == 21


def test_the_database_uses_the_index_of_words(rockets: Claim) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Claim.objects.filter(search._backend("default").content_holds("rockets")).order_by().explain()
    assert ("claim_words" in plan) if connection.vendor == "postgresql" else ("claims_words" in plan)


# By words of the content, the speaker's names and the article's title together


@pytest.fixture
def job() -> Claim:
    ClaimFactory(content="A job well done", speaker__name="Karin Lind", article__title="Mayor of a town")
    ClaimFactory(content="Nothing at all", article__title="Lind and the bridge", speaker__name="Tom Aldous")
    return ClaimFactory(
        content="The job will be finished by June",
        speaker__name="Karin Lind",
        article__title="Mayor defends new bridges",
    )


@pytest.mark.parametrize(
    "words",
    [
        "Lind bridge job",
        "job, “Lind” (bridge)",
        "defends finishing",
        "Karin mayor June",
        "lin bridge finished",
    ],
)
def test_each_word_may_be_in_the_content_a_name_or_the_title(job: Claim, words: str) -> None:
    assert set(claims_about(Claim.objects.all(), words, Alias.objects.all())) == {job}


@pytest.mark.postgresql
def test_words_that_the_database_does_not_look_for_are_passed_over(job: Claim) -> None:
    assert set(claims_about(Claim.objects.all(), "was it not Lind of the bridge job", Alias.objects.all())) == {job}


@pytest.mark.parametrize("words", ["Lind bridge zebra", "Mayor zebra", "— !", "", "arin bridge"])
def test_every_word_must_be_found_somewhere_and_begin_there(job: Claim, words: str) -> None:
    assert not claims_about(Claim.objects.all(), words, Alias.objects.all()).exists()


def test_many_words_are_looked_for_in_the_content_all_together(job: Claim) -> None:
    assert set(claims_about(Claim.objects.all(), "the job will be finished by June " * 2, Alias.objects.all())) == {job}


def test_a_name_that_was_hidden_from_who_asks_finds_nothing(job: Claim) -> None:
    assert not claims_about(Claim.objects.all(), "Lind bridges", Alias.objects.none()).exists()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_break_nothing_either(job: Claim, words: str) -> None:
    list(claims_about(Claim.objects.all(), words, Alias.objects.all()))


def test_looking_for_words_apart_takes_few_queries(job: Claim, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4 + search.WORDS_APART_AT_MOST):
        list(claims_about(Claim.objects.all(), "Karin Lind defends new bridge job by June", Alias.objects.all()))
