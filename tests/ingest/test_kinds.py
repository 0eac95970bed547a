"""What is no plain text and no page: read as what it is, or refused by its name."""

import json
import time
from copy import deepcopy
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from claims.ingest import IngestError, read

TITLE = "Mill closes after a hundred years"
FIRST = "The mill on the Tarn closed on Friday, its owners said."
SECOND = "“It was a hard choice,” director Ann Roe said."
TEXT = f"{FIRST}\n\n{SECOND}"
PAGE = f"<html><body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"

SAVED = f"""From: <Saved by a browser>
Snapshot-Content-Location: https://gazette.example/mill
Subject: {TITLE}
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="edge"

--edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

{PAGE}
--edge
Content-Type: text/css

p {{ color: red }}
--edge--
"""
MAIL = f"""From: Jane Doe <jane@gazette.example>
To: desk@gazette.example
Subject: Fwd: =?utf-8?q?{TITLE.replace(" ", "_")}?=
Date: Fri, 01 Mar 2024 18:30:00 +0100
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8; format=flowed
Content-Transfer-Encoding: 8bit

{FIRST.replace("Friday, ", "Friday, " + chr(10))}

{SECOND}

{"-- "}
Jane Doe
"""
NITF = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf.dtd">
<nitf><head><title>MILL-CLOSES</title><docdata><date.issue norm="20240301T183000Z"/></docdata></head><body>
<body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By Jane Doe</byline></body.head>
<body.content><block><p>{FIRST}</p><media><media-caption><p>The mill in 1950.</p></media-caption></media>
<p>“It was <em>a hard</em> choice,” director Ann Roe said.</p></block></body.content></body></nitf>"""
WORDPRESS = {
    "date": "2024-03-01T19:30:00",
    "date_gmt": "2024-03-01T18:30:00",
    "link": "https://gazette.example/mill/",
    "title": {"rendered": TITLE.replace(" a ", "&nbsp;a ")},
    "content": {"rendered": f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n", "protected": False},
    "author": 4,
    "_embedded": {"author": [{"id": 4, "name": "Jane Doe"}]},
    "yoast_head_json": {"schema": {"@graph": [{"@type": "Article", "headline": TITLE}]}},
}
MARKDOWN = f"""---
author: "Jane Doe"
date: 2024-03-01
---

# {TITLE}

![The mill](mill.jpg)

The mill on the [Tarn](https://tarn.example) closed
on **Friday**, its owners said.

| Year | Workers |
|------|--------:|
| 2023 | 412 |

> {SECOND}
"""


def linked(**more: object) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **more})


@pytest.mark.parametrize(
    "data",
    [
        SAVED,
        MAIL,
        NITF,
        MARKDOWN,
        linked(articleBody=TEXT, author=[{"@type": "Person", "name": "Jane Doe"}]),
        json.dumps({"@graph": [{"@type": "WebSite"}, json.loads(linked(articleBody=TEXT))]}),
        json.dumps({"type": "text", "headline": TITLE, "byline": "Jane Doe", "body_text": TEXT}),
        json.dumps([{"headlines": [{"value": TITLE}], "bodies": [{"value": TEXT}]}]),
        json.dumps({"title": TITLE, "body": [FIRST, SECOND]}),
        json.dumps({"title": TITLE, "html": f"<p>{FIRST}</p><p>{SECOND}</p>"}),
        json.dumps({"title": TITLE, "blocks": [{"data": {"text": words}} for words in (FIRST, SECOND)]}),
        f'+++\ntitle = "{TITLE}"\ndate = 2024-03-01\n+++\n\n{TEXT}\n',
        json.dumps(WORDPRESS),
        json.dumps([WORDPRESS]),
        json.dumps({"status": "ok", "data": {"article": {"title": TITLE, "content": TEXT}}}),
    ],
)
def test_an_article_is_read_from_what_it_comes_in(data: str) -> None:
    for given in (data, data.encode(), data.replace("\n", "\r\n").encode()):
        document = read(given)
        assert (document.title, document.text) == (TITLE, TEXT)


def test_what_the_kinds_say_of_an_article_is_known() -> None:
    at = datetime(2024, 3, 1, 18, 30, tzinfo=UTC)
    ninjs = json.dumps({"headline": TITLE, "byline": "Jane Doe", "body_text": TEXT, "versioncreated": at.isoformat()})
    nitf, record, markdown = read(NITF), read(ninjs), read(MARKDOWN)
    assert (nitf.author, nitf.published_at) == (record.author, record.published_at) == ("Jane Doe", at)
    assert (markdown.author, markdown.published_at) == ("Jane Doe", datetime(2024, 3, 1, tzinfo=UTC))
    wordpress = read(json.dumps(WORDPRESS))
    assert (wordpress.author, wordpress.published_at, wordpress.url) == (
        "Jane Doe",
        at,
        "https://gazette.example/mill/",
    )
    sent = read(MAIL).published_at
    assert sent is not None
    assert sent.isoformat() == "2024-03-01T18:30:00+01:00"
    assert read(SAVED).url == "https://gazette.example/mill"


@pytest.mark.parametrize("times", [0, 1, 2], ids=["below a line", "attached", "attached to what is attached"])
def test_a_mail_that_forwards_another_is_the_other(times: int) -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "desk@gazette.example", "Fwd: for you"
    outer["Date"] = "Mon, 04 Mar 2024 09:00:00 +0100"
    head = f"From: Jane Doe <jane@gazette.example>\nDate: Fri, Mar 1, 2024 at 6:30 PM\nSubject: {TITLE}\nTo: desk"
    below = f"---------- Forwarded message ---------\n{head}\n\n\n{TEXT}\n"
    outer.set_content("See below.\n\n" + ("" if times else below))
    inner = message_from_bytes(MAIL.encode(), policy=default)
    for _ in range(times):
        forwarding = deepcopy(outer)
        forwarding.add_attachment(inner)
        inner = forwarding
    document = read((inner if times else outer).as_bytes())
    assert (document.title, document.text) == (TITLE, TEXT)
    assert f"{document.published_at:%d %H:%M}" == "01 18:30"


def test_a_wire_article_names_its_author_without_a_title_and_its_outlet() -> None:
    nitf = read(
        NITF.replace("By Jane Doe", "By <person>Jane Doe</person><byttl>Staff Writer</byttl>").replace(
            "</head>", '<pubdata name="The Wire"/></head>'
        )
    )
    at = "2024-03-01T18:30:00+00:00"
    item = {"headlines": [{"value": TITLE}], "bodies": [{"value": TEXT}]}
    ninjs = read(json.dumps(item | {"by": "By Jane Doe", "versionCreated": at}))
    lists = [{"bylines": [{"byline": "By Jane Doe"}]}, {"authors": [{"name": "Jane Doe", "role": "writer"}]}]
    assert [read(json.dumps(item | names)).author for names in lists] == ["Jane Doe", "Jane Doe"]
    assert (nitf.author, nitf.outlet) == ("Jane Doe", "The Wire")
    assert (ninjs.author, ninjs.published_at) == ("Jane Doe", datetime.fromisoformat(at))


@pytest.mark.parametrize(
    "told",
    [
        {"altIds": [{"role": "web", "value": "https://wire.example/mill"}]},
        {"altids": [{"role": "id", "value": "7"}, {"role": "web", "value": "https://wire.example/mill"}]},
        {"altids": {"id": "7", "web": "https://wire.example/mill"}},
    ],
)
def test_a_wire_article_s_address_is_among_its_other_names_in_each_version_of_ninjs(told: dict[str, object]) -> None:
    item = {"uri": "urn:wire:7", "headlines": [{"value": TITLE}], "bodies": [{"value": TEXT}]}
    assert read(json.dumps(item | told)).url == "https://wire.example/mill"


def test_newsml_carries_an_article_in_nitf() -> None:
    inner = NITF.split("\n", 2)[2]
    assert read(f"<newsItem><contentSet><inlineXML>{inner}</inlineXML></contentSet></newsItem>").text == TEXT


def mail_of(*parts: str) -> bytes:
    edge = "\n--edge\n"
    head = f"From: jane@gazette.example\nTo: desk@gazette.example\nSubject: {TITLE}\nMIME-Version: 1.0\n"
    body = f"Content-Type: multipart/mixed; boundary=edge\n{edge}{edge.join(parts)}\n--edge--\n"
    return f"{head}{body}".encode()


ATTACHED = f"Content-Type: text/plain; name=n.txt\nContent-Disposition: attachment; filename=n.txt\n\n{TEXT}"


def test_what_is_attached_to_a_mail_is_not_its_text() -> None:
    document = read(mail_of(ATTACHED, "Content-Type: text/plain\n\nThe mill is to be sold, the mayor said."))
    assert document.text == "The mill is to be sold, the mayor said."


def test_an_empty_plain_part_beside_a_page_is_passed_over() -> None:
    page = f"Content-Type: text/html; charset=utf-8\n\n{PAGE}"
    assert read(mail_of("Content-Type: text/plain\n\n \n", page)).text == TEXT


FIRST = "The mill on the Tarn is to be sold, Mayor Jo Lee said."
SECOND = "“Nobody will lose a job,” she said on Friday."
PICTURE = "Content-Type: image/png\nContent-Disposition: inline; filename=mill.png\n\nPNG"


@pytest.mark.parametrize("form", ["plain", "html", "alternative", "both"])
@pytest.mark.parametrize("around", ["mixed", "related"])
def test_the_text_around_the_pictures_of_a_mail_is_one_article(form: str, around: str) -> None:
    plain = [f"Content-Type: text/plain; charset=utf-8\n\n{words}\n" for words in (FIRST, SECOND)]
    pages = [
        f"Content-Type: text/html; charset=utf-8\n\n<html><head></head><body><p>{words}</p></body></html>"
        for words in (FIRST, SECOND)
    ]
    forms = [
        f"Content-Type: multipart/alternative; boundary=f{at}\n\n--f{at}\n{a}\n--f{at}\n{b}\n--f{at}--"
        for at, (a, b) in enumerate(zip(plain, pages, strict=True))
    ]
    first, second = {"plain": plain, "html": pages, "alternative": forms, "both": [plain[0], pages[1]]}[form]
    footer = f"Content-Type: text/plain\n\n{'_' * 47}\nDesk mailing list\n"
    document = read(mail_of(first, PICTURE, second, footer).replace(b"multipart/mixed", f"multipart/{around}".encode()))
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert document.title == TITLE


def test_a_mail_of_nothing_but_attached_files_says_what_to_do() -> None:
    with pytest.raises(IngestError, match="send what is attached to it by itself") as caught:
        read(mail_of("Content-Type: text/plain\n\n\n", ATTACHED))
    assert (caught.value.code, caught.value.field) == ("no-text", "file")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>', "a feed (RSS)"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>', "a feed (Atom)"),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []}), "a feed (JSON Feed)"),
        ('<?xml version="1.0"?><urlset><url/></urlset>', "XML (<urlset>)"),
        ('{"name": "newsapp", "version": "1"}', "JSON that holds no article"),
        ('{"headline": "broken", ', "no sound JSON"),
        ('{"text": "one"}\n{"text": "two"}\n', "JSON of many records, a line each; use “Take in many” for it,"),
        (json.dumps([json.loads(linked(articleBody=TEXT))] * 2), "JSON of 2 articles"),
        (f"From a@b Mon Jan 1 2024\n{MAIL}\nFrom a@b Tue Jan 2 2024\n{MAIL}", "a mailbox"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "a calendar"),
    ],
)
def test_what_is_no_article_is_refused_by_its_name(data: str, name: str) -> None:
    with pytest.raises(IngestError) as caught:
        read(data.encode())
    assert (caught.value.code, caught.value.field) == ("no-article", "file")
    assert name in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "Contact: Jane Roe\nDate: Friday\n\nThe mill closed on Friday, she said.",
        "[Read by many] She said so.",
        "# not a heading of mine, she said",
        "{He left.}",
    ],
)
def test_plain_text_that_looks_like_something_else_keeps_its_words(text: str) -> None:
    document = read(text)
    assert text.split()[-1] in f"{document.title} {document.text}"


@pytest.mark.parametrize(
    "data",
    [
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n!!!!",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\nSubject: =?q?b?=\nDate: soon\n\n--x\n\n--x--",
        "".join(f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(3_000)),
        '<!DOCTYPE nitf [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><nitf><body.content><p>&b;</p></body.content></nitf>',
        "<nitf>" + "<p>" * 50_000,
        "<?xml version='1.0'?><x:story><x:p>The prefix is declared nowhere.</x:p></x:story>",
        "<nitf><body.content><x:p>The prefix is declared nowhere.</x:p></body.content></nitf>",
        "{" + '"a":{' * 50_000,
        "---\ntitle: x\n---\n",
    ],
)
def test_broken_or_hostile_data_give_a_document_or_a_refusal(data: str) -> None:
    try:
        outcome = read(data.encode()).text
    except IngestError as error:
        outcome = error.message
    assert outcome.strip()


def test_deeply_nested_xml_is_walked_once() -> None:
    started = time.process_time()
    assert read(f"<nitf>{'<body>' * 200}{'<p>She left.</p>' * 20_000}").text.startswith("She left.")
    assert time.process_time() - started < 10


def test_the_subject_is_the_title_of_a_mail_in_mark_up_that_has_none() -> None:
    headers = f"From: a@example.org\nTo: b@example.org\nSubject: Fwd: {TITLE}\nContent-Type: text/html\n\n"
    body = "<p>The mill on the Tarn closed on Friday after a hundred years.</p>" * 2
    assert read(f"{headers}<html><body>{body}</body></html>".encode()).title == TITLE
