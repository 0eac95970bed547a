"""Who is meant by a printed name: one Speaker for one person, nobody where it cannot be told."""

from __future__ import annotations

import pytest

from claims.choices import ChangeKind, SpeakerKind, Status
from claims.extraction import Attribution, Party
from claims.ingest import Document
from claims.models import Alias, Claim, Speaker
from claims.services.articles import take_in
from claims.services.changes import changing
from claims.services.errors import ConflictError
from claims.services.speakers import delete_speaker, save_named
from claims.services.suggesting import store
from tests.factories import ArticleFactory, ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def person(name: str, printed: str = "") -> Party:
    return Party("person", name, printed or name)


def said_by(*parties: Party) -> list[Claim]:
    """The claims of a new article in which the parties speak, one after the other."""
    article = ArticleFactory(text="“Yes,” they said. " * len(parties))
    found = [
        Attribution(content=((18 * at, 18 * at + 6),), quote_type="direct", confidence=0.5, speaker=party)
        for at, party in enumerate(parties)
    ]
    with changing(ChangeKind.TAKE_IN, by="a test"):
        return store(article=article, version=article.current_version, extracted=found)


def names() -> list[str]:
    return list(Speaker.objects.values_list("name", flat=True))


def test_an_unnamed_speaker_keeps_the_reason_wherever_in_the_article_it_is_given():
    said_by(Party("unnamed", None, "an aide"), Party("unnamed", None, "an aide", reason="as she feared reprisals"))
    assert list(Speaker.objects.values_list("name", "reason")) == [("an aide", "as she feared reprisals")]


# Named in full


def test_a_full_name_a_title_before_it_and_the_bare_surname_are_one_speaker_in_one_article():
    claims = said_by(person("Mike Pompeo"), person("Secretary of State Mike Pompeo"), person("Pompeo"))
    assert {claim.speaker for claim in claims} == {Speaker.objects.get(name="Mike Pompeo")}


def test_the_order_in_which_the_names_stand_makes_no_difference():
    claims = said_by(person("Pompeo"), person("Mike Pompeo"))
    assert {claim.speaker.name for claim in claims} == {"Mike Pompeo"}


def test_the_house_engine_and_the_matcher_together_make_one_speaker_of_them():
    text = (
        "“We will open it in May,” Secretary of State Mike Pompeo said.\n\n“It was late,” Mike Pompeo said.\n\n"
        "“It will be good,” Pompeo said."
    )
    claims = take_in(document=Document(text=text), by="a test").claims
    assert [claim.speaker.name for claim in claims] == ["Mike Pompeo"] * 3


def test_a_full_name_is_known_again_in_another_article_in_any_case_and_with_any_accents():
    (first,) = said_by(person("José Bolaño"))
    (second,) = said_by(person("JOSE BOLANO"))
    assert second.speaker == first.speaker


def test_a_speaker_is_known_by_every_alias():
    speaker = SpeakerFactory(name="Muhammad bin Salman", aliases=["MBS", "the Crown Prince"])
    assert {claim.speaker for claim in said_by(person("MBS"), person("Crown Prince"))} == {speaker}


def test_of_two_who_share_a_name_the_one_whose_main_name_it_is_is_meant():
    other = SpeakerFactory(name="John Smith Jones", aliases=["John Smith"])
    speaker = SpeakerFactory(name="John Smith")
    (claim,) = said_by(person("John Smith"))
    assert claim.speaker == speaker != other


def test_a_name_that_two_bear_equally_means_nobody_until_an_editor_decides():
    SpeakerFactory(name="John Smith")
    SpeakerFactory(name="John Smith")
    (claim,) = said_by(person("John Smith"))
    assert (claim.speaker, claim.hops.get().speaker, claim.hops.get().name_as_printed) == (None, None, "John Smith")


def test_a_surname_alone_means_the_one_of_two_who_is_no_junior():
    speaker = SpeakerFactory(name="Paul Reyes")
    SpeakerFactory(name="Paul Reyes Jr")
    (claim,) = said_by(person("Reyes"))
    assert claim.speaker == speaker


def test_a_town_is_not_the_person_whose_surname_it_is():
    denzel = SpeakerFactory(name="Denzel Washington", aliases=["Washington"])
    town, man = said_by(Party("government", "Washington", "Washington"), person("Washington"))
    assert man.speaker == denzel
    assert (town.speaker.name, town.speaker.kind) == ("Washington", SpeakerKind.GOVERNMENT)


def test_a_longer_name_stays_whose_it_is_when_an_editor_changed_the_kind():
    speaker = SpeakerFactory(name="Foreign Ministry", kind=SpeakerKind.GOVERNMENT)
    (claim,) = said_by(Party("organization", "Foreign Ministry", "The Foreign Ministry"))
    assert claim.speaker == speaker


# A bare surname


def test_a_bare_surname_that_nobody_bears_makes_a_speaker():
    (claim,) = said_by(person("Pompeo"))
    assert (claim.speaker.name, claim.speaker.kind) == ("Pompeo", SpeakerKind.PERSON)


def test_a_bare_surname_that_one_bears_means_him_and_stays_a_suggestion():
    speaker = SpeakerFactory(name="Mike Pompeo")
    (claim,) = said_by(person("Pompeo"))
    assert (claim.speaker, claim.status) == (speaker, Status.SUGGESTED)
    assert names() == ["Mike Pompeo"]


def test_a_bare_surname_that_two_bear_means_nobody_and_keeps_the_printed_name():
    SpeakerFactory(name="Mike Pompeo")
    SpeakerFactory(name="Susan Pompeo")
    (claim,) = said_by(person("Pompeo", "Mr. Pompeo"))
    assert (claim.speaker, claim.hops.get().speaker, claim.hops.get().name_as_printed) == (None, None, "Mr. Pompeo")
    assert Speaker.objects.count() == 2


def test_of_two_who_bear_a_surname_the_article_means_the_one_it_names_in_full():
    mike, _ = SpeakerFactory(name="Mike Pompeo"), SpeakerFactory(name="Susan Pompeo")
    assert {claim.speaker for claim in said_by(person("Pompeo"), person("Mike Pompeo"))} == {mike}


def test_a_surname_that_two_bear_within_the_article_means_nobody():
    claims = said_by(person("Mike Pompeo"), person("Susan Pompeo"), person("Pompeo"))
    assert [claim.speaker and claim.speaker.name for claim in claims] == ["Mike Pompeo", "Susan Pompeo", None]


# Without a name


def test_an_unnamed_speaker_belongs_to_its_article_with_its_descriptor():
    (claim,) = said_by(Party("unnamed", None, "a senior US official"))
    speaker = claim.speaker
    assert (speaker.kind, speaker.article, speaker.name) == (
        SpeakerKind.UNNAMED,
        claim.article,
        "a senior US official",
    )
    assert Alias.objects.count() == 0


def test_the_same_descriptor_twice_in_an_article_is_one_speaker():
    first, second = said_by(
        Party("unnamed", None, "A senior US official"), Party("unnamed", None, "the senior US official")
    )
    assert first.speaker == second.speaker


def test_descriptors_are_never_merged_across_articles():
    (first,), (second,) = (said_by(Party("unnamed", None, "a senior US official")) for _ in range(2))
    assert first.speaker != second.speaker


def test_she_and_the_official_are_whom_the_text_has_described_before():
    first = ("a senior official",)
    claims = said_by(
        *[Party("unnamed", None, name, roles=first) for name in ("a senior official", "The official", "She")]
    )
    assert {claim.speaker.name for claim in claims} == {"a senior official"}
    (unknown,) = said_by(Party("unnamed", None, "She"))
    assert unknown.speaker is None


@pytest.mark.parametrize("kind", ["document", "group", "person"])
def test_a_party_of_any_kind_without_a_name_is_unnamed(kind):
    (first,), (second,) = (said_by(Party(kind, None, "A report")) for _ in range(2))
    assert first.speaker != second.speaker
    assert {first.speaker.kind, second.speaker.kind} == {SpeakerKind.UNNAMED}


def test_an_unnamed_speaker_of_the_first_text_speaks_in_the_second_one_too(take):
    url = "https://post.example/1"
    take("“Yes,” a senior engineer said.", url=url)
    take("“Yes,” a senior engineer said.\n\n“No,” the senior engineer said.", url=url)
    assert Speaker.objects.count() == 1


def test_a_named_speaker_is_never_one_who_was_left_unnamed():
    SpeakerFactory(unnamed=True, name="Deep Throat")
    (claim,) = said_by(person("Deep Throat"))
    assert claim.speaker.kind == SpeakerKind.PERSON


def test_a_statement_of_nobody_has_no_speaker_and_no_hop():
    article = ArticleFactory(text="“Yes,” it went.")
    found = [Attribution(content=((0, 6),), quote_type="direct", confidence=0.5)]
    with changing(ChangeKind.TAKE_IN, by="a test"):
        (claim,) = store(article=article, version=article.current_version, extracted=found)
    assert (claim.speaker, claim.hops.count(), Speaker.objects.count()) == (None, 0, 0)


# Names as printed


def test_names_as_printed_become_aliases_and_pronouns_and_roles_do_not():
    said_by(
        *[person("Mike Pompeo", printed) for printed in ("Secretary Pompeo", "Pompeo", "he", "He", "The secretary", "")]
    )
    assert {alias.name for alias in Alias.objects.all()} == {"Mike Pompeo", "Secretary Pompeo", "Pompeo"}


def test_an_alias_is_stored_once_however_many_articles_print_it():
    for _ in range(2):
        said_by(person("Mike Pompeo", "Pompeo"), person("Mike Pompeo", "Pompeo"))
    assert sorted(Alias.objects.values_list("name", flat=True)) == ["Mike Pompeo", "Pompeo"]


def test_names_and_descriptors_of_any_length_are_cut_and_known_again(take):
    name, descriptor = "Ada " + "Lind" * 100, "an engineer " + "of the old bridge " * 30
    said = f"“Yes,” {name} said.\n\n“No,” {descriptor.strip()} said."
    take(said, url="https://post.example/1")
    take(f"More.\n\n{said.replace('Yes', 'Never')}", url="https://post.example/1")
    assert {len(speaker.name) for speaker in Speaker.objects.all()} == {300}
    assert Speaker.objects.count() == 2
    assert {len(hop.name_as_printed) for claim in Claim.objects.all() for hop in claim.hops.all()} == {300}


def test_long_descriptors_alike_in_what_is_kept_of_them_are_one():
    start = "an engineer " + "of the old bridge " * 20
    first, second = said_by(Party("unnamed", None, f"{start} north"), Party("unnamed", None, f"{start} south"))
    assert first.speaker == second.speaker


# By hand


def test_saving_a_speaker_sees_to_it_that_the_name_is_an_alias():
    speaker = save_named(Speaker(name="Ada Lind"), by="a test")
    speaker.name = "Ada Berg"
    save_named(speaker, by="a test")
    save_named(speaker, by="a test")
    assert sorted(alias.name for alias in speaker.aliases.all()) == ["Ada Berg", "Ada Lind"]


def test_saving_an_unnamed_speaker_makes_no_alias():
    speaker = save_named(SpeakerFactory(unnamed=True), by="a test")
    assert speaker.aliases.count() == 0


def test_a_speaker_without_claims_is_deleted_with_the_aliases():
    delete_speaker(SpeakerFactory(), by="a test")
    assert (Speaker.objects.count(), Alias.objects.count()) == (0, 0)


@pytest.mark.parametrize(("claims", "message"), [(1, "1 claim is attributed"), (3, "3 claims are attributed")])
def test_a_speaker_with_claims_is_not_deleted_and_their_number_is_told(claims, message):
    speaker = SpeakerFactory()
    ClaimFactory.create_batch(claims, speaker=speaker)
    with pytest.raises(ConflictError, match=message) as error:
        delete_speaker(speaker, by="a test")
    assert error.value.code == "speaker-has-claims"
    assert Speaker.objects.filter(pk=speaker.pk).exists()


def test_a_speaker_who_only_passed_words_on_is_not_deleted_either():
    speaker = SpeakerFactory()
    ClaimFactory(chain=[speaker])
    with pytest.raises(ConflictError, match="1 claim is attributed to or through this speaker"):
        delete_speaker(speaker, by="a test")
