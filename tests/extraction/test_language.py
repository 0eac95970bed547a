"""The language of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.language import SAMPLE, language_of

SENTENCES = {
    "en": "The mayor said on Friday that the city would not raise taxes, and that it was up to the council.",
    "fr": "Le maire a dit vendredi que la ville ne va pas augmenter les impôts et que cela dépend du conseil, "
    "selon ses mots.",
    "de": "Der Bürgermeister sagte am Freitag, dass die Stadt die Steuern nicht erhöhen werde und das bei dem "
    "Rat liege.",
    "es": "El alcalde dijo el viernes que la ciudad no subirá los impuestos y que la decisión es del consejo, "
    "según sus palabras.",
    "it": "Il sindaco ha detto venerdì che la città non aumenterà le tasse e che la decisione è del consiglio, "
    "non della giunta.",
    "pt": "O prefeito disse na sexta-feira que a cidade não vai aumentar os impostos e que a decisão é do "
    "conselho, não da câmara.",
    "nl": "De burgemeester zei vrijdag dat de stad de belastingen niet zal verhogen en dat het aan de raad is "
    "om te besluiten.",
    "sv": "Borgmästaren säger att staden inte höjer skatten och att det är upp till rådet som har makten över det.",
    "pl": "Burmistrz powiedział w piątek, że miasto nie podniesie podatków i że jest to decyzja rady, a nie "
    "jego i jego ludzi.",
    "tr": "Belediye başkanı bu yıl vergilerin artmayacağını ve bunun için bir karar olduğunu, daha sonra da "
    "bir açıklama olarak dedi.",
    "ru": "Мэр сказал в пятницу, что город не будет повышать налоги.",
    "uk": "Мер сказав у п'ятницю, що місто не підвищуватиме податки, і це рішення ради.",
    "ar": "قال رئيس البلدية يوم الجمعة إن المدينة لن ترفع الضرائب",
    "he": "ראש העיר אמר ביום שישי שהעיר לא תעלה מסים",
    "el": "Ο δήμαρχος είπε την Παρασκευή ότι η πόλη δεν θα αυξήσει τους φόρους",
    "zh": "市长周五表示，该市不会提高税收。",
    "ja": "市長は金曜日、市は税金を上げないと述べた。",
    "ko": "시장은 금요일 시가 세금을 올리지 않을 것이라고 말했다.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_each_language_is_known_by_its_words_or_letters(language, sentence):
    assert language_of(sentence) == language


@pytest.mark.parametrize(
    "text",
    [
        "Lee wins.",
        "MAYOR SAYS CITY WILL NOT RAISE TAXES",
        "Mahmoud Abbas, Emmanuel Macron and Recep Tayyip Erdoğan met Angela Merkel in Berlin, a spokesman said.",
        "He said: “La ville ne va pas augmenter les impôts.” The mayor told reporters that it was for the "
        "council to say.",
        "OK",
    ],
)
def test_short_or_shouted_english_and_english_with_foreign_words_is_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "  \n", "123 — 456", "😀😀"])
def test_without_words_it_is_undetermined(text):
    assert language_of(text) == "und"


def test_of_a_giant_text_only_the_middle_is_looked_at():
    giant, sample = (SENTENCES[language] * (size // 90) for language, size in (("en", 50 * SAMPLE), ("fr", SAMPLE)))
    assert language_of(giant + sample + sample + giant) == "fr"


@given(st.text())
def test_it_never_raises(text):
    assert language_of(text) in {"und", *SENTENCES, "da", "no", "fi", "cs", "ro", "hu", "id", "vi", "fa", "hi", "th"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("„Wir geben nicht nach“, sagte die Ministerin und ging.", "de"),
        ("La ministre a dit que le port fermera. Elle est partie.", "fr"),
        (
            "The chancellor was blunt. “Wir geben nicht nach, und das ist auch gut so, denn der Streik ist nicht zu "
            "Ende,” she said on Monday.",
            "en",
        ),
        ("Der Kanzler sagte: “This is not the end of it, and we will not go to the port.” Er ist nicht da.", "de"),
    ],
)
def test_a_short_text_is_told_by_few_words_and_by_its_own_before_those_it_quotes(text, language):
    assert language_of(text) == language
