"""Turns of transcripts and interviews, and quotations behind a line that names who speaks. No network is asked."""

from claims.extraction.layout import read
from claims.extraction.records import Tagged
from claims.extraction.resolving.attributions import resolve
from claims.extraction.resolving.speakers import Speakers
from claims.extraction.resolving.turns import with_turns
from tests.extraction.tagging import tagged


def turned(text: str, *records: Tagged) -> list[tuple[str | None, str]]:
    """Speaker and words of each record."""
    speakers = Speakers(read(text))
    found = resolve(speakers, with_turns(speakers, list(records)), None)
    names = [item.speaker.name if item.speaker else None for item in found]
    return [(name, " ".join(text[s:e] for s, e in item.content)) for name, item in zip(names, found, strict=True)]


HEARING = (
    "THE JUDGE: Be brief.\n\nMS. ABEL (by phone): I saw him. He ran.\n\nREP. CARL BECK (D-UT): Did he?\n\nHe did not."
)


def test_each_turn_of_a_hearing_is_whole_and_has_a_speaker():
    assert turned(HEARING) == [(None, "Be brief"), ("ABEL", "I saw him. He ran"), ("CARL BECK", "Did he?")]


def test_turns_are_direct_without_marks_and_what_is_reported_within_them_goes_by_its_marks():
    text = HEARING.replace("He ran", "Dan said “no” to him")
    speakers = Speakers(read(text))
    reported = tagged(text, "“no” to him", cue="said", speaker="Dan")
    found = resolve(speakers, with_turns(speakers, [reported]), None)
    kinds = {text[slice(*item.content[0])]: item.quote_type for item in found}
    assert kinds == {
        "Be brief": "direct",
        "I saw him. Dan said “no” to him": "direct",
        "“no” to him": "mixed",
        "Did he?": "direct",
    }


def test_what_the_network_finds_in_a_turn_is_its_part_unless_somebody_else_is_heard():
    mine = tagged(HEARING, "him", cue="saw", speaker="I")
    assert len(turned(HEARING, mine)) == 3
    text = HEARING.replace("He ran", "Dan said he ran")
    assert len(turned(text, tagged(text, "he ran", cue="said", speaker="Dan"))) == 4


def test_an_interviews_answers_belong_to_whom_it_is_with():
    text = "Ana Ruiz came in May.\n\nQ: Why did you come?\n\nA: To work. I like it.\n\nAna Ruiz: And to sing."
    assert turned(text) == [("Ana Ruiz", "To work. I like it"), ("Ana Ruiz", "And to sing")]


def test_questions_in_capitals_are_no_persons():
    text = "QUESTION: Will he go?\n\nMR. HALE: I do not know.\n\nQUESTION: Is he well?\n\nMR. HALE: He is."
    assert turned(text) == [("HALE", "I do not know"), ("HALE", "He is")]


def test_initials_are_a_label_at_once_where_the_name_is_one():
    text = "The chef, Nadia Roux, left.\n\nNadia Roux: The rent rose.\n\nNR: It was my home."
    assert turned(text) == [("Nadia Roux", "The rent rose"), ("Nadia Roux", "It was my home")]


def test_what_somebody_is_in_a_talk_is_a_label_and_names_nobody():
    text = "Speaker 1: I agree.\n\nSpeaker 2: I do not.\n\nUNIDENTIFIED WOMAN: Nor I."
    assert turned(text) == [(None, "I agree"), (None, "I do not"), (None, "Nor I")]
    assert turned("Host: Oslo, in May.\n\nGuest: Nobody.") == []


def test_stage_directions_between_turns_are_not_said():
    text = "JO LEE: We wait.\n\n(SOUNDBITE OF MUSIC)\n\nBO ROE: I wait (laughs)."
    assert turned(text) == [("JO LEE", "We wait"), ("BO ROE", "I wait (laughs)")]


def test_an_answer_is_not_by_whom_it_speaks_of():
    text = "Q. What did you see?\n\nA. I saw Mr. Bell leave.\n\nQ. Did he speak?\n\nA. No, he did not."
    assert turned(text) == [(None, "I saw Mr. Bell leave"), (None, "No, he did not")]


def test_questions_and_answers_may_be_labelled_in_full():
    text = "Jo Lee took over in May.\n\nQuestion: Why now?\n\nAnswer: It was time.\n\nJo Lee: I was ready."
    assert turned(text) == [("Jo Lee", "It was time"), ("Jo Lee", "I was ready")]


def test_the_medium_that_asks_passes_the_answers_on():
    text = "Ana Ruiz came in May.\n\nWikinews: Why?\n\nAna Ruiz: To work.\n\nWikinews: And then?\n\nAna Ruiz: To sing."
    found = with_turns(Speakers(read(text)), [])
    assert [[text[slice(*span)] for span in one.through] for one in found] == [["Wikinews"], ["Wikinews"]]


def test_kickers_and_on_screen_words_are_no_turns():
    assert turned("SLEEP: How to rest well\n\nWORK: What to ask for") == []
    assert turned("TEXT: He ran away.\n\nWHEN: Friday at noon.") == []


def test_the_line_before_a_quotation_names_its_speaker():
    text = "And from Mayor Ana Ruiz:\n\n“We are glad of it, all of us.”"
    assert turned(text, tagged(text, "“We are glad of it, all of us.”")) == [
        ("Ana Ruiz", "“We are glad of it, all of us.”")
    ]


def test_labels_that_never_end_take_linear_time():
    assert turned("A: b.\n" * 5_000) != []
    assert turned("A" * 200_000) == []


def test_a_block_behind_a_colon_is_whole():
    text = "In a letter, Mayor Ana Ruiz wrote:\n\nWe are late. The bridge will open soon.\n\nIt rained."
    record = tagged(text, "We are late", cue="wrote", speaker="Mayor Ana Ruiz")
    assert turned(text, record) == [("Ana Ruiz", "We are late. The bridge will open soon")]


def test_who_only_asks_in_an_interview_has_heard_the_answers():
    turns = ["Carl Beck: Are you well?", "Ana Ruiz: I am.", "Carl Beck: And now?", "Ana Ruiz: I am not."]
    text = "\n\n".join([*turns, "Carl Beck met Ana Ruiz."])
    speakers = Speakers(read(text))
    found = resolve(speakers, with_turns(speakers, []), None)
    assert [[party.name for party in item.chain] for item in found] == [[], ["Carl Beck"], [], ["Carl Beck"]]


def test_questions_belong_to_the_interviewer_whom_the_lines_before_name():
    text = "Dan Roe spoke with Ana Ruiz in May.\n\nQ: Why now?\n\nA: It was time.\n\nAna Ruiz: I was ready."
    assert turned(text) == [("Dan Roe", "Why now?"), ("Ana Ruiz", "It was time"), ("Ana Ruiz", "I was ready")]
    heard = [[text[slice(*span)] for span in one.through] for one in with_turns(Speakers(read(text)), [])]
    assert heard == [[], ["Dan Roe"], ["Dan Roe"]]


def test_questions_of_whom_nobody_names_stay_out():
    text = "Ana Ruiz came in May.\n\nQ: Why now?\n\nA: It was time.\n\nAna Ruiz: I was ready."
    assert [words for _, words in turned(text)] == ["It was time", "I was ready"]


def test_labels_may_end_in_a_point():
    text = "Ana Ruiz came in May. Ana Ruiz sings.\n\nQ. Why did you come?\n\nA. To work.\n\nQ. And?\n\nA. To sing."
    assert turned(text) == [("Ana Ruiz", "To work"), ("Ana Ruiz", "To sing")]


def test_initials_and_surnames_are_labels_of_whom_the_text_names_in_full():
    text = "Jo Lee met Ana Ruiz.\n\nJL: Hello there.\n\nRuiz: Good day.\n\nJL: Why?\n\nRuiz: To sing."
    assert [name for name, _ in turned(text)] == ["Jo Lee", "Ana Ruiz"] * 2


def test_initials_that_two_have_name_nobody():
    text = "Jo Lee met Jim Lake.\n\nJL: Hello there.\n\nRuiz: Good day.\n\nJL: Why?\n\nRuiz: To sing."
    assert turned(text) == []


def test_a_surname_is_whom_a_longer_label_names():
    text = "JO BLITZ, HOST: Welcome back.\n\nANA RUIZ, SINGER: Thank you.\n\nBLITZ: How are you?\n\nRUIZ: I am well."
    assert [name for name, _ in turned(text)] == ["JO BLITZ", "ANA RUIZ"] * 2


def test_in_a_hearing_nobody_leads_an_interview():
    text = (
        "Ana Ruiz, Jo Lee and Dan Roe met.\n\nAna Ruiz: I begin.\n\nJo Lee: Do you?\n\nAna Ruiz: I do.\n\n"
        "Dan Roe: Go on.\n\nAna Ruiz: I will.\n\nDan Roe: I wait.\n\nJo Lee: Is that all?\n\nAna Ruiz: It is."
    )
    assert {one.through for one in with_turns(Speakers(read(text)), [])} == {()}


def test_an_interviewer_whom_nobody_names_passes_nothing_on():
    text = "INTERVIEWER: Did you go?\n\nANA RUIZ: I did.\n\nINTERVIEWER: Why?\n\nANA RUIZ: I was tired."
    speakers = Speakers(read(text))
    assert {item.chain for item in resolve(speakers, with_turns(speakers, []), None)} == {()}


def test_who_is_called_the_court_is_named_by_nobody():
    text = "THE COURT: Be seated.\n\nMR. BECK: I am.\n\nTHE DEFENDANT: No, I will not."
    assert [name for name, _ in turned(text)] == [None, "BECK", None]


def test_labels_may_stand_behind_the_time():
    text = "[00:01:12] JO LEE: The road is closed.\n00:15 ANN POE: Nobody told us."
    assert turned(text) == [("JO LEE", "The road is closed"), ("ANN POE", "Nobody told us")]


def test_who_asks_in_court_passes_nothing_on():
    text = "JUDGE LEE: Did you run?\n\nMR. POE: I did.\n\nJUDGE LEE: Why?\n\nMR. POE: It rained."
    speakers = Speakers(read(text))
    assert [len(item.chain) for item in resolve(speakers, with_turns(speakers, []), None)] == [0, 0, 0, 0]
