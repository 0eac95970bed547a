"""Subtitles: a transcript of who says what, turn by turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Extractor
from claims.ingest import IngestError, read
from tests.growth import is_linear

VTT = """WEBVTT - Hearing on the mill

NOTE made by a program

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:03.000 align:start
<v Ann Roe>The mill on the Tarn
closed &amp; will <i>not</i> open again.</v>

00:03.000 --> 00:04.000
<v.loud Bob Lee>The council will buy the building

00:04.000 --> 00:05.000
<v Bob Lee>before the winter.

00:05.000 --> 00:06.000
<v Ann Roe>We have no offer yet.
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
ANN ROE: The mill on the Tarn
closed & will <i>not</i> open again.

2
00:00:03,000 --> 00:00:04,000
>> BOB LEE: The council will buy the building

3
00:00:04,000 --> 00:00:05,000
[APPLAUSE]
before the winter.

4
00:00:05,000 --> 00:00:06,000
{\\an8}ANN ROE: We have no offer yet.
"""
TURNS = [
    ("Ann Roe", "The mill on the Tarn closed & will not open again."),
    ("Bob Lee", "The council will buy the building before the winter."),
    ("Ann Roe", "We have no offer yet."),
]


@pytest.mark.parametrize(("data", "upper"), [(VTT, False), (SRT, True)], ids=["vtt", "srt"])
def test_each_turn_is_a_paragraph_under_its_speaker(data: str, upper: bool) -> None:
    text = "\n\n".join(f"{name.upper() if upper else name}: {words}" for name, words in TURNS)
    for given_data in (data, data.encode(), data.replace("\n", "\r\n").encode("utf-16")):
        assert read(given_data).text == text


@pytest.mark.parametrize("data", [VTT, SRT], ids=["vtt", "srt"])
def test_the_engine_reads_the_turns(data: str) -> None:
    text = read(data).text
    found = [text[slice(*claim.speaker_words[0])].title() for claim in Extractor().extract(text)]
    assert found == [name for name, _ in TURNS]


def test_a_transcript_in_plain_text_keeps_its_turns() -> None:
    text = "\n\n".join(f"{name.upper()}: {words}" for name, words in TURNS)
    assert read(f"Hearing on the mill\n\n{text}").text == text
    assert read(f"Hearing on the mill\n\n{text}").title == read(VTT).title == "Hearing on the mill"


def test_words_that_nobody_is_named_for_are_parted_at_sentences_and_dashes() -> None:
    cues = [f"{at}\n00:00:{at:02},000 --> 00:00:{at + 1:02},000\n" for at in range(1, 31)]
    long = "\n\n".join(f"{cue}The mill number {at} has closed for good." for at, cue in enumerate(cues))
    assert 2 <= len(read(long).text.split("\n\n")) <= 4
    asked = f"{cues[0]}- Did you know?\n- No, I did not.\n\n{cues[1]}No, I did not.\n"
    assert read(asked).text == "Did you know?\n\nNo, I did not. No, I did not."


@pytest.mark.parametrize("data", [VTT, SRT], ids=["vtt", "srt"])
def test_the_second_at_which_words_are_heard_is_kept_with_their_place(data: str) -> None:
    document = read(data)
    heard = [(document.text[at:].split()[0], second) for at, second in document.times]
    assert heard == [("The", 1), ("The", 3), ("before", 4), ("We", 5)]


def test_words_that_captions_roll_up_are_heard_when_they_first_come() -> None:
    cues = "1\n00:00:07,900 --> 00:00:09,000\nThe mill\n\n2\n01:00:00,000 --> 01:00:01,000\nThe mill\nhas closed.\n"
    assert read(cues).times == ((0, 7), (9, 3600))


def test_captions_that_roll_up_word_by_word_are_read_once() -> None:
    vtt = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \nThe<00:00:00.500><c> mill</c><00:00:01.000><c> on</c>\n\n"
        "00:02.000 --> 00:02.010\nThe mill on\n \n\n"
        "00:02.010 --> 00:04.000\nThe mill on\nthe<00:00:03.000><c> Tarn</c>\n\n"
        "00:04.000 --> 00:04.010\nthe Tarn\n \n"
    )
    assert read(vtt).text == "The mill on the Tarn"
    assert read(vtt).times == ((0, 0), (12, 2))
    further = "\n00:04.010 --> 00:06.000\nthe Tarn\n[applause] ANN ROE: It shut.\n"
    named = read(vtt.replace("\nThe mill", "\nBOB LEE: The mill").replace("\nThe<", "\nBOB LEE: The<") + further)
    assert named.text == "BOB LEE: The mill on the Tarn\n\nANN ROE: It shut."


def test_what_two_overlapping_captions_both_show_is_said_once_and_by_each_who_says_it() -> None:
    cues = [
        "00:01.000 --> 00:04.000\n<v Ann Roe>The mill is closed.\nIt will stay so.",
        "00:02.000 --> 00:05.000\n<v Ann Roe>It will stay so.\nWe are sure.",
        "00:04.500 --> 00:06.000\n<v Bob Lee>We are sure.",
    ]
    text = read("\n\n".join(["WEBVTT", *cues])).text
    assert text == "Ann Roe: The mill is closed. It will stay so. We are sure.\n\nBob Lee: We are sure."


def test_what_is_no_recording_has_no_times() -> None:
    assert read("Ann Roe: The mill has closed.\n\nBob Lee: We know.").times == ()


@given(st.lists(st.tuples(st.integers(0, 90_000), st.sampled_from(["", "<v Ann Roe>", "- "])), min_size=1, max_size=20))
def test_each_cue_is_found_at_its_own_second(cues: list[tuple[int, str]]) -> None:
    vtt = ["WEBVTT"]
    for number, (second, voice) in enumerate(cues):
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.500"
        vtt.append(f"{clock} --> {clock}\n{voice}word {number:02}")
    document = read("\n\n".join(vtt))
    for number, (second, _) in enumerate(cues):
        place = document.text.index(f"word {number:02}")
        assert [heard for at, heard in document.times if at <= place][-1] == second


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("WEBVTT\n", "no-text"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n[MUSIC]\n", "no-text"),
        ("1\n00:00:01,000 --> nonsense\n\nwords\n", "no-text"),
    ],
)
def test_subtitles_without_words_are_refused(data: str, code: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(data.encode())
    assert (caught.value.code, caught.value.field) == (code, "file")


@given(
    start=st.sampled_from(["WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n"]),
    noise=st.text(alphabet="0123456789:.,->\n <v/>&;AZa{}\\", max_size=200),
    cut=st.integers(0, 500),
)
def test_cut_or_random_subtitles_give_a_document_or_a_refusal(start: str, noise: str, cut: int) -> None:
    for broken in (start + noise, VTT[:cut], SRT[:cut]):
        try:
            outcome = read(broken).text
        except IngestError as error:
            outcome = error.message
        assert outcome.strip()


def test_a_caption_of_very_many_lines_takes_time_that_grows_with_their_number() -> None:
    def subtitles(count: int) -> str:
        caption = "00:01.000 --> 00:02.000\n" + "a word\n" * count
        return f"WEBVTT\n\n{caption}last\n\n{caption}end\n"

    assert is_linear(lambda text: read(text, filename="talk.vtt"), subtitles, 2_000)
