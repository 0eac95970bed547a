"""The language of a text, told by its letters and its commonest small words."""

import re
from collections import Counter

SAMPLE = 20_000
"""Characters that are looked at: the middle of a longer text."""
FEW = 8
"""Small words from which on another language than English is believed."""
FEWEST = 3
"""Small words that are enough where hardly one is English."""
QUOTED = re.compile(r"[“”„«»][^“”„«»]+[“”«»]")
"""What somebody said, perhaps in another language than the text's."""
SMALL_WORDS = {
    "en": "the of and to in that is was for it with as on be at by this had not are but from have his they which "
    "were has said he she will would who their what been its about after an or you we",
    "fr": "le la les des et est une du dans que qui pour pas sur au avec par il elle sont plus ce cette ses aux mais "
    "nous été ont leur selon",
    "de": "der die das und ist nicht ein eine den dem des mit sich auf für von zu im auch als werden wird sie er wie "
    "aus bei nach einer einem hat sagte",
    "es": "el los las y que del en una por con para es se su al lo como más pero sus le ha este esta fue son según "
    "también",
    "it": "il gli di e che è un una per con del della dei non sono nel alla si da le ha anche come più dal delle "
    "questo",
    "pt": "o os e que do da em um uma para com não por mais dos das ao na no se é são foi como mas pela pelo seu sua "
    "disse",
    "nl": "de het een en van is dat niet op te zijn voor met die aan er ook als maar door naar bij heeft uit worden "
    "over zei",
    "sv": "och att det som en på är av för med till den har de inte om ett han men var sig från vi så säger",
    "da": "og at det er en til på som af for med den har de ikke om et han men var sig fra vi så siger blev",
    "no": "og at det er en til på som av for med den har de ikke om et han men var seg fra vi så sier ble",
    "fi": "ja on ei että se hän oli mutta ovat kun niin kuin myös mukaan joka tai sen ole",
    "pl": "i w na się nie z do że jest o to jak po co tak za od jego dla są przez który ale był oraz",
    "cs": "a v se na že je s z do o i to jak ale po za by jsou pro podle který jeho při však",
    "ro": "și în de la a că nu pe cu este un o din pentru sunt care mai au fost dar său prin",
    "hu": "a az és hogy nem is egy van volt meg már csak de ha mint azt szerint ez még lesz",
    "tr": "ve bir bu için da de ile olarak çok daha olan gibi en kadar ne ancak dedi olduğunu sonra",
    "id": "yang dan di itu dengan untuk dari ini dalam tidak akan pada juga ke ada oleh telah mereka kata",
    "vi": "và của là có cho không được trong với các một những này đã người để khi về",
}
LETTERS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
"""Languages that their script gives away; the first of those with a share of the letters is taken."""
SHARES = {"ja": 0.1, "uk": 0.02, "fa": 0.02}
"""Share of a text's letters that must be of the script; half where not named."""
WORD = re.compile(r"[^\W\d_]+")
WORDS = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language, "und" where there are no words to tell it by.

    What stands in quotation marks counts only where the words outside tell too little. A text in Latin letters that
    says too little is taken for English. Time does not grow with a long text.
    """
    middle = max(0, (len(text) - SAMPLE) // 2)
    sample = text[middle : middle + SAMPLE].lower()
    letters = "".join(WORD.findall(sample))
    if not letters:
        return "und"
    for language, pattern in LETTERS:
        if len(pattern.findall(letters)) >= SHARES.get(language, 0.5) * len(letters):
            return language
    for told in (QUOTED.sub(" ", sample), sample):
        counts = Counter(WORD.findall(told))
        scores = {language: sum(counts[word] for word in words) for language, words in WORDS.items()}
        best = max(scores, key=scores.__getitem__)
        if scores[best] > (1.5 if scores[best] >= FEW else 3) * scores["en"] and scores[best] >= FEWEST:
            return best
        if scores["en"] >= FEWEST:
            return "en"
    return "en"
