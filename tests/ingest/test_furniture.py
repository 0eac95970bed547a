"""Words of the page within and below an article are none of its own; sentences of the article always are."""

import pytest

from claims.ingest import read

TITLE = "Mill closes after a hundred years"
FIRST = (
    "The mill on the Tarn closed on Friday after a hundred years, its owners said in a letter to all who work there."
)
SECOND = "“It was a hard choice for us all,” director Ann Roe said, and thanked the four hundred people of the mill."


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Mehr dazu",
        "Zum Thema: Mills in need",
        "Article réservé aux abonnés",
        "File photo.",
        "Schrijf je in voor onze nieuwsbrief",
        "Assine a nossa newsletter",
        "Czytaj także: Why the wheel still turns",
        "Zapisz się do newslettera",
        "Fot. PAP",
        "Läs också: Why the wheel still turns",
        "Prenumerera på vårt nyhetsbrev",
        "- ENDE -",
        "Originalmeldung: https://press.example/pm/1",
        "Media Contact: Ann Roe 555-0100",
        "Story continues below advertisement",
        "Read more: Mill hands march on the town hall",
        "READ MORE: Why the wheel still turns",
        "[Read: Why the wheel still turns]",
        "Related: Mills of the valley",
        "Sign up to our newsletter",
        "Subscribe to keep reading",
        "You have read your three free articles this month. Subscribe to go on.",
        "Already a subscriber? Sign in.",
        "Image source, Jane Doe",
        "Lea también: Cierra el molino",
        "Lesen Sie hier: Die Mühle schließt",
        "Never miss the latest news by signing up to our newsletter today!",
        "For the latest stories download our apps.",
        "¿Te gusta? Únete a nuestro canal.",
        "Want to be informed of what we do? Sign up here",
        "Gefällt dir unser Magazin? Dann hilf uns.",
        ">>> Jetzt die neue Ausgabe bestellen! <<<",
        "© 2024, The Evening Post. Written leave must be obtained before any reprint.",
        "© 2024, The Evening Post. " + "Whoever prints these words again without leave and pay is a thief by law. " * 4,
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Die aktuelle Ausgabe gibt es am Kiosk und als E-Paper.",
        "Video verfügbar bis 28.02.2021",
        "Category: News",
        "Sponsored content",
        "Advertisement - continue reading below",
        "Get unlimited access for $1 a week.",
        "To continue reading, log in or create an account.",
        "This story is for members only.",
        "You have 2 free articles left this month.",
        "Follow us on Facebook.",
        "Share this article",
        "4 min read",
        "Have a tip? Email tips@example.org.",
        "Photograph: Ann Roe/The Courier",
        "(Photo: Ann Roe)",
        "→ Read also: Mill burns",
        "- Anzeige -",
        "Mehr dazu: Die Mühle brennt",
        "Sie haben bereits ein Abo? Hier anmelden.",
        "La suite après la publicité",
        "Il vous reste 75 % de cet article à lire.",
        "¿Ya eres suscriptor? Inicia sesión",
        "Te puede interesar: Arde el molino",
        "Continua a leggere dopo la pubblicità",
        "Dit artikel is alleen voor abonnees.",
        "(Reporting by Ann Roe; Editing by John Poe)",
        "acf/tr/ab",
        "-30-",
        "###",
        "Kommentieren",
    ],
)
def test_a_line_of_the_page_within_an_article_is_left_out(line: str) -> None:
    assert read(f"{FIRST}\n\n{line}\n\n{SECOND}").text == f"{FIRST}\n\n{SECOND}"
    body = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p></article>"
    assert read(f"<html><body>{body}</body></html>").text == f"{FIRST}\n\n{SECOND}"


def test_a_caption_goes_with_its_label_and_other_articles_with_theirs() -> None:
    text = f"{FIRST}\nImage caption,\nThe mill in 1950\n{SECOND}\nRelated Topics\nMills\nMill burns\n3 May"
    assert read(text).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "He said: Read more.",
        "Copyright law is to change in May, the minister said.",
        "“You sign up here”, she said.",
        "“Sign up here”",
        "Hier kann man die Zeitung lesen, sagte er.",
        "Read more books, she said.",
        "Related: this he said.",
        "Related topics\n\nShe left.",
        "Share",
        "This article of the law may not be changed, she said.",
        "Contacts with the mill were few.",
        "Reporting by the press led to the closure.",
        "Ends justify no means, she said.",
        "Follow us, she said.",
    ],
)
def test_sentences_and_headings_of_the_article_stay(line: str) -> None:
    assert read(f"{FIRST}\n\n{line}\n\n{SECOND}").text.count("\n\n") >= 2


@pytest.mark.parametrize("heading", ["Press contact:", "Pressekontakt", "Weitere Informationen:"])
def test_whom_to_ask_is_no_part_of_a_release_and_stays_where_sentences_follow(heading: str) -> None:
    assert read(f"{FIRST}\n\n{SECOND}\n\n{heading}\n\nAnn Roe\n\n555-0199").text == f"{FIRST}\n\n{SECOND}"
    assert read(f"{FIRST}\n\n{heading}\n\nAnn Roe\n\n{SECOND}").text == f"{FIRST}\n\nAnn Roe\n\n{SECOND}"


def test_comments_of_readers_are_not_the_article() -> None:
    said = (
        "<div class=kommentar><b>Miller</b><p>The owners lie, and all of us here know that they always did.</p></div>"
    )
    below = f"<div id=kommentare><h3>Kommentare</h3>{said * 3}</div>"
    body = f"<div><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></div>{below}"
    assert "owners lie" not in read(f"<html><body>{body}</body></html>").text


def test_the_heads_of_releases_and_of_wire_copy_are_no_headline() -> None:
    release = read(f"FOR IMMEDIATE RELEASE\n\nContact: Jo Low, 555-0199\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}")
    assert (release.title, release.text) == (TITLE, f"{FIRST}\n\n{SECOND}")
    wire = read(f"By JO LOW\nAssociated Press\n{FIRST}\n{SECOND}")
    assert (wire.title, wire.author, wire.text) == ("", "JO LOW", f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize("heading", ["Trending now", "Editors’ picks", "Meistgelesen", "À lire aussi", "Lo más leído"])
def test_other_articles_below_the_text_go_with_their_heading(heading: str) -> None:
    assert read(f"{FIRST}\n\n{SECOND}\n\n{heading}\n\nPool opens in May").text == f"{FIRST}\n\n{SECOND}"
