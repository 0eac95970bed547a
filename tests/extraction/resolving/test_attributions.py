"""Who tagged words mean: names, surnames, titles, pronouns, descriptions, governments, chains. No network is asked."""

from dataclasses import replace
from datetime import date

import pytest

from claims.extraction.layout import read
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.types import Attribution, Party
from tests.extraction.tagging import tagged


def resolved(text: str, *rows: tuple[str, str, str]) -> list[Attribution]:
    """The attributions of (content, cue, speaker words), each looked for behind the content before it."""
    records, after = [], ""
    for content, cue, speaker in rows:
        start = text.index(content)
        sentence = text[text.rfind("\n", 0, start) + 1 :]
        after = sentence if speaker in sentence and cue in sentence else after
        records.append(tagged(text, content, cue=cue, speaker=speaker, after=after))
    return resolve(Speakers(read(text)), records, None)


def speaker(text: str, words: str, *, content: str = "taxes are too high", cue: str = "said") -> Party:
    (found,) = resolved(text, (content, cue, words))
    assert found.speaker is not None
    return found.speaker


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("Jo Lee", "person", "Jo Lee"),
        ("Tehran", "government", "Tehran"),
        ("The White House", "government", "White House"),
        ("The State Department", "government", "State Department"),
        ("The Trump administration", "government", "Trump administration"),
        ("CNN", "organization", "CNN"),
        ("The Clinton campaign", "organization", "Clinton campaign"),
        ("A senior US official", "unnamed", None),
        ("Officials", "unnamed", None),
        ("A spokesman for Donald Trump", "unnamed", None),
        ("Prosecutors", "group", None),
        ("Two prosecutors", "unnamed", None),
        ("Court papers", "document", None),
        ("Republicans", "group", "Republicans"),
        ("Several voters", "group", None),
        ("The report", "document", None),
    ],
)
def test_kinds_of_speakers(words, kind, name):
    found = speaker(f"{words} said taxes are too high.", words)
    assert (found.kind, found.name) == (kind, name)


def test_the_end_of_a_name_means_who_bears_it_whole():
    text = "Ursula von der Mark said it was safe."
    (item,) = resolved(text, ("it was safe", "said", "Mark"))
    assert (item.speaker.name, item.speaker_words) == ("Ursula von der Mark", ((0, 19),))


def test_a_surname_means_the_person_named_in_full_anywhere():
    text = "Pompeo said taxes are too high.\n\nMike Pompeo came to Troy."
    assert speaker(text, "Pompeo").name == "Mike Pompeo"


def test_a_title_means_who_bears_it():
    text = "Secretary of State Mike Pompeo came.\n\nThe secretary said taxes are too high."
    found = speaker(text, "The secretary")
    assert (found.name, found.name_as_printed, found.roles) == (
        "Mike Pompeo",
        "The secretary",
        ("Secretary of State", "The secretary"),
    )


def test_an_apposition_names_and_gives_a_role():
    found = speaker(
        "The ministry spokesman, Bahram Qassemi, said taxes are too high.", "The ministry spokesman, Bahram Qassemi"
    )
    assert (found.name, found.role_as_printed) == ("Bahram Qassemi", "The ministry spokesman")
    found = speaker("Jo Lee, the mayor of Troy, said taxes are too high.", "Jo Lee, the mayor of Troy")
    assert (found.name, found.role_as_printed) == ("Jo Lee", "the mayor of Troy")


@pytest.mark.parametrize(("word", "name"), [("she", "Mary Jones"), ("he", "John Smith")])
def test_a_pronoun_goes_by_gender(word, name):
    text = f"Mary Jones met John Smith in Troy on Friday.\n\nIt went well, {word} said: taxes are too high."
    assert speaker(text, word).name == name


def test_a_pronoun_means_who_spoke_last():
    text = "Jo Lee said that it rained. Everybody got wet.\n\n“Yes,” he said, “it did.”"
    found = resolved(text, ("that it rained", "said", "Jo Lee"), ("“Yes,”", "said", "he"))
    assert [item.speaker.name for item in found if item.speaker] == ["Jo Lee", "Jo Lee"]


def test_two_people_of_one_surname_are_kept_apart():
    text = "Bill Clinton and his wife, Hillary Clinton, came.\n\nMrs. Clinton said taxes are too high."
    assert speaker(text, "Mrs. Clinton").name == "Hillary Clinton"
    assert speaker(text.replace("Mrs.", "Mr."), "Mr. Clinton").name == "Bill Clinton"


def test_the_unnamed_keep_their_descriptor():
    found = speaker("A senior official at the ministry said taxes are too high.", "A senior official at the ministry")
    assert (found.kind, found.name, found.name_as_printed) == ("unnamed", None, "A senior official at the ministry")


@pytest.mark.parametrize(
    ("text", "cue", "words", "via"),
    [
        ("Jo Lee told CNN taxes are too high.", "told", "Jo Lee", ["CNN"]),
        ("Jo Lee said on NBC’s “Meet the Press” taxes are too high.", "said", "Jo Lee", ["Meet the Press"]),
        (
            "Jo Lee said in an interview with The New York Times taxes are too high.",
            "said",
            "Jo Lee",
            ["New York Times"],
        ),
        ("Jo Lee told EURACTIV taxes are too high.", "told", "Jo Lee", ["EURACTIV"]),
        ("Jo Lee tells Gazelle taxes are too high.", "tells", "Jo Lee", ["Gazelle"]),
        ("Reuters reported on Monday Jo Lee said taxes are too high.", "said", "Jo Lee", ["Reuters"]),
        ("In a 2006 interview with magazine The Bark, Jo Lee said taxes are too high.", "said", "Jo Lee", ["Bark"]),
        ("CNN reporter Jo Lee said taxes are too high.", "said", "CNN reporter Jo Lee", ["CNN"]),
        ("Jo Lee told affiliate KFSM taxes are too high.", "told", "Jo Lee", ["KFSM"]),
        (
            "Jo Lee told BBC Radio 4's Today programme taxes are too high.",
            "told",
            "Jo Lee",
            ["BBC Radio 4's Today programme"],
        ),
        (
            "Jo Lee told the Sunday Times and told the Sun taxes are too high.",
            "told",
            "Jo Lee",
            ["Sunday Times", "Sun"],
        ),
        ("Ann Poe came. Jo Lee told Poe taxes are too high.", "told", "Jo Lee", []),
        ("Jo Lee told the Finance Committee taxes are too high.", "told", "Jo Lee", []),
        ("Jo Lee said, as he did in an interview with CNN, taxes are too high.", "said", "Jo Lee", []),
        ("Jo Lee told reporters taxes are too high.", "told", "Jo Lee", []),
        ("Jo Lee said taxes are too high.", "said", "Jo Lee", []),
    ],
)
def test_the_medium_that_somebody_spoke_to_is_in_the_chain(text, cue, words, via):
    (found,) = resolved(text, ("taxes are too high", cue, words))
    assert [party.name.removeprefix("The ") for party in found.chain if party.name] == via


def test_who_was_told_is_nearer_the_speaker_than_who_cites_them():
    text = "Jo Lee told the BBC taxes are too high, according to a transcript seen by Reuters."
    record = replace(tagged(text, "taxes are too high", cue="told", speaker="Jo Lee"), through=((74, 81),))
    (found,) = resolve(Speakers(read(text)), [record], None)
    assert [party.name for party in found.chain] == ["BBC", "Reuters"]


def test_nobody_passes_on_words_of_their_own():
    text = "Jo Lee now denies he ever said that it was over."
    record = replace(tagged(text, "that it was over", cue="said", speaker="he"), through=((0, len("Jo Lee")),))
    (found,) = resolve(Speakers(read(text)), [record], None)
    assert (found.speaker.name, found.chain) == ("Jo Lee", ())


def test_who_says_the_words_in_which_others_are_reported_passed_them_on():
    text = "Jo Lee said that Ann Roe denied it."
    outer, inner = (
        tagged(text, "that Ann Roe denied it", cue="said", speaker="Jo Lee"),
        tagged(text, "it", cue="denied", speaker="Ann Roe"),
    )
    inner.inside = True
    found = resolve(Speakers(read(text)), [outer, inner], None)
    assert [[party.name for party in item.chain] for item in found] == [[], ["Jo Lee"]]


def test_what_somebody_says_of_their_own_words_has_no_chain():
    text = "Jo Lee said that Lee had denied it."
    outer, inner = (
        tagged(text, "that Lee had denied it", cue="said", speaker="Jo Lee"),
        tagged(text, "it", cue="had denied", speaker="Lee", after="that"),
    )
    inner.inside = True
    found = resolve(Speakers(read(text)), [outer, inner], None)
    assert [item.chain for item in found] == [(), ()]


def test_an_interview_tells_no_wishes_printed_before_it():
    text = "Jo Lee wants the tax to be cut. “It is too high,” Lee told CNN."
    found = resolved(text, ("the tax to be cut", "wants", "Jo Lee"), ("“It is too high,”", "told", "Lee"))
    assert [[party.name for party in item.chain] for item in found] == [[], ["CNN"]]


def test_nobody_found_stays_nobody():
    (found,) = resolved("“Taxes rise and rise again.”", ("“Taxes rise and rise again.”", "", ""))
    assert (found.speaker, found.quote_type) == (None, "direct")


def test_a_quotation_without_a_cue_goes_on_from_the_one_right_before():
    text = "A source said that taxes were too high. “They rise and rise again.”\n\n“Nobody knows when it ends.”"
    rows = ("that taxes were too high", "said", "A source"), ("“They rise and rise again.”", "", "")
    found = resolved(text, *rows, ("“Nobody knows when it ends.”", "", ""))
    assert [item.speaker.name_as_printed for item in found if item.speaker] == ["A source"] * 3


def test_a_quotation_further_on_is_nobodys():
    text = "A source said that taxes were too high. The sign read: “They rise and rise again.”"
    rows = ("that taxes were too high", "said", "A source"), ("“They rise and rise again.”", "", "")
    assert [bool(item.speaker) for item in resolved(text, *rows)] == [True, False]


def test_a_spokesman_may_be_named_at_the_end_of_the_sentence():
    text = "A spokesman said that it was over, Col. Jo Lee told CNN."
    (found,) = resolved(text, ("that it was over", "said", "A spokesman"))
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.role_as_printed) == ("Jo Lee", "A spokesman")
    assert [party.name for party in found.chain] == ["CNN"]


def test_an_interview_named_later_is_not_that_of_words_said_elsewhere():
    text = (
        "Jo Lee said that the tax was too high.\n\n“It rises,” Lee said in a statement.\n\n"
        "“It will be cut,” Lee told CNN in an interview."
    )
    rows = ("that the tax was too high", "said", "Jo Lee"), ("“It rises,”", "said", "Lee")
    found = resolved(text, *rows, ("“It will be cut,”", "told", "Lee"))
    assert [[party.name for party in item.chain] for item in found] == [[], [], ["CNN"]]
    found = resolved(text.replace(" in a statement", ""), *rows, ("“It will be cut,”", "told", "Lee"))
    assert [[party.name for party in item.chain] for item in found] == [["CNN"], ["CNN"], ["CNN"]]


def test_a_pronoun_shows_who_a_person_is_not():
    text = "Bo Hale met Rae Poe on Friday. She said that it rained. He said that it did not."
    rows = ("that it rained", "said", "She"), ("that it did not", "said", "He")
    found = [item.speaker.name for item in resolved(text, *rows) if item.speaker]
    assert found == ["Bo Hale", "Rae Poe"]


def test_her_brother_is_not_she():
    text = "“We lost,” Rae Poe said. Her brother Tom agreed. “We did,” he said."
    found = resolved(text, ("“We lost,”", "said", "Rae Poe"), ("“We did,”", "said", "he"))
    assert [item.speaker.name for item in found if item.speaker] == ["Rae Poe", "Tom"]


@pytest.mark.parametrize(("cue", "shown"), [("said on", "said"), ("called on", "called on"), ("said", "said")])
def test_a_cue_is_without_the_beginning_of_when_it_was_said(cue, shown):
    text = f"Jo Lee {cue} Friday that taxes are too high."
    (found,) = resolved(text, ("taxes are too high", cue, "Jo Lee"))
    assert [text[start:end] for start, end in found.cue] == [shown]


@pytest.mark.parametrize(("where", "chains"), [("in a statement", [[], [], ["CNN"]]), ("", [["CNN"]] * 3)])
def test_what_goes_on_from_a_statement_was_not_said_in_the_interview_behind_it(where, chains):
    text = f"Taxes rise, Jo Lee said {where}. It is time, he said. “We go,” Lee told CNN in an interview."
    rows = [("Taxes rise", "said", "Jo Lee"), ("It is time", "said", "he"), ("“We go,”", "told", "Lee")]
    assert [[party.name for party in found.chain] for found in resolved(text, *rows)] == chains


def test_who_is_named_in_the_sentence_behind_is_not_the_judge_of_this_one():
    text = "Jim Lee sued. A local judge demanded that the letters be shown. Lee said he would not."
    found = resolved(text, ("that the letters be shown", "demanded", "A local judge"))
    assert found[0].speaker
    assert found[0].speaker.name is None


def test_nobody_passes_their_own_words_on():
    text = "“Far too long,” Jo Lee, a writer with the Daily Herald, said on Twitter."
    (found,) = resolved(text, ("“Far too long,”", "said", "Jo Lee, a writer with the Daily Herald,"))
    assert [party.name for party in found.chain] == ["Twitter"]


@pytest.mark.parametrize(
    ("text", "cue", "words", "via"),
    [
        ("Jo Lee criticised the choice via Twitter.", "criticised", "Jo Lee", ["Twitter"]),
        ("Jo Lee, who has 900 followers on Facebook, wrote about the choice.", "wrote", "Jo Lee", []),
        ("Jo Lee wrote of the choice in the Washington Post Thursday.", "wrote", "Jo Lee", ["Washington Post"]),
        ("Jo Lee told reporters Monday that she made the choice.", "told", "Jo Lee", []),
    ],
)
def test_where_words_were_written_or_said(text, cue, words, via):
    content = "she made the choice" if "she made" in text else "the choice"
    (found,) = resolved(text, (content, cue, words))
    assert [party.name for party in found.chain] == via


def test_a_statement_to_a_medium_is_no_talk_that_goes_on():
    text = "In a statement to the Daily Herald, Jo Lee denied the charge.\nJo Lee said she was tired."
    found = resolved(text, ("the charge", "denied", "Jo Lee"), ("she was tired", "said", "Jo Lee"))
    assert [[party.name for party in item.chain] for item in found] == [["Daily Herald"], []]


def test_a_medium_that_owns_the_interviewer_and_one_called_by_a_letter():
    text = (
        "In an interview with CNN's Anna Holm, Carl Beck said the ferry was lost.\n“We sail,” he wrote on X. He left."
    )
    found = resolved(text, ("the ferry was lost", "said", "Carl Beck"), ("“We sail,”", "wrote", "he"))
    assert [[party.name for party in item.chain] for item in found] == [["Anna Holm", "CNN"], ["X"]]


def test_a_description_in_a_clause_is_not_who_speaks_in_its_sentence():
    text = "Tim Lee called on members to leave Ann Roe after the veteran singer claimed that she had won."
    rows = [("to leave Ann Roe", "called on", "Tim Lee"), ("that she had won", "claimed", "the veteran singer")]
    found = resolved(text, *rows)
    assert [item.speaker.name for item in found if item.speaker] == ["Tim Lee", "Ann Roe"]


def test_whom_a_medium_spoke_with_said_it_to_the_medium():
    text = "Jo Lee said rents rise.\nLee recently spoke with the Daily Herald."
    found = resolved(text, ("rents rise", "said", "Jo Lee"))
    assert [party.name for party in found[0].chain] == ["Daily Herald"]


def test_a_reporter_is_not_the_spokeswoman_whom_the_next_words_name():
    text = "A reporter at the Times found that taxes are too high. City spokeswoman Jo Lee said it was wrong."
    rows = ("that taxes are too high", "found", "A reporter"), ("it was wrong", "said", "City spokeswoman Jo Lee")
    first, second = (item.speaker for item in resolved(text, *rows))
    assert first
    assert second
    assert (first.name, second.name) == (None, "Jo Lee")


def test_a_day_before_the_reported_words_is_none_of_them():
    text = "Jo Lee said late Friday the ferry was lost."
    record = tagged(text, "late Friday the ferry was lost", cue="said", speaker="Jo Lee")
    (item,) = resolve(Speakers(read(text)), [record], date(2018, 9, 29))
    assert (text[slice(*item.content[0])], item.said_on) == ("the ferry was lost", date(2018, 9, 28))


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("A former mayor", "Ann Lee, who led the town until May,", "Ann Lee"),
        ("The mayor", "Ann Lee, mayor since May,", "Ann Lee"),
        ("The mayor", "Ann Lee, who runs the ferry,", None),
    ],
)
def test_the_lead_s_description_is_of_whom_the_next_words_name_unless_these_are_somebody_else(
    first: str, later: str, name: str | None
) -> None:
    text = f"{first} said it was late.\n\n“Nobody asked,” {later} said."
    lead, _ = resolved(text, ("it was late", "said", first), ("“Nobody asked,”", "said", later.strip(",")))
    assert lead.speaker is not None
    assert lead.speaker.name == name
