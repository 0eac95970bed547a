"""Addresses that lead to words."""

from urllib.parse import quote

import pytest

from claims.text.fragments import address_of_second, address_of_words, web_address

PAGE = "https://post.example/bridges/1"


def test_few_words_are_named_whole() -> None:
    assert address_of_words(PAGE, ["The bridge, opens"]) == f"{PAGE}#:~:text=The%20bridge%2C%20opens"


def test_of_many_words_the_beginning_and_the_end_are_named() -> None:
    words = " ".join(f"w{number}" for number in range(20))
    assert address_of_words(PAGE, [words]) == f"{PAGE}#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"


def test_words_of_several_paragraphs_are_named_by_both_ends() -> None:
    assert address_of_words(PAGE, ["It opens.\n\nIn May."]) == f"{PAGE}#:~:text=It%20opens.,In%20May."


def test_each_piece_is_named() -> None:
    assert address_of_words(PAGE, ["a-b", "c & d"]) == f"{PAGE}#:~:text=a%2Db&text=c%20%26%20d"


@pytest.mark.parametrize(
    "words", ["100% of “all”, it’s said", "Århus, 東京 and 🌉", "a~b_c.d/e?f#g&h=i+j", "\u00a0non\u00adbreaking"]
)
def test_every_character_but_those_of_addresses_is_escaped(words: str) -> None:
    assert address_of_words(PAGE, [words]) == f"{PAGE}#:~:text={quote(' '.join(words.split()), safe='')}"


def test_a_fragment_that_is_there_stays() -> None:
    assert address_of_words(f"{PAGE}#top", ["May"]) == f"{PAGE}#top:~:text=May"


@pytest.mark.parametrize(
    ("address", "led_to"),
    [(PAGE, "#t=75"), (f"{PAGE}#t=3", "#t=75"), (f"{PAGE}#track=en", "#track=en&t=75"), (f"{PAGE}?t=3s", "?t=3s#t=75")],
)
def test_a_recording_begins_at_a_second(address: str, led_to: str) -> None:
    assert address_of_second(address, 75) == f"{PAGE}{led_to}"


def test_without_an_address_or_words_there_is_nothing_to_add() -> None:
    assert address_of_words("", ["May"]) == ""
    assert address_of_words(PAGE, [" "]) == PAGE


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "ftp://a.example/"]
)
def test_an_address_that_is_no_page_of_the_web_leads_nowhere(address: str) -> None:
    assert (web_address(address), address_of_words(address, ["May"])) == ("", "")
    assert address_of_second(address, 75) == ""
