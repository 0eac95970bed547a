"""Small files of word processors and PDFs, made as programs make them."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

TITLE = "Mill closes after a hundred years"
FIRST = "The mill on the Tarn closed on Friday, its owners said."
SECOND = "“It was a hard choice,” director Ann Roe said."
TEXT = f"{FIRST}\n\n{SECOND}"
MADE = datetime(2024, 3, 1, 18, 30, tzinfo=UTC)

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def docx_of(*paragraphs: str, title: str = TITLE) -> bytes:
    document = docx.Document()
    document.add_heading(title, 0)
    for paragraph in paragraphs or (FIRST, SECOND):
        document.add_paragraph(paragraph)
    about = document.core_properties
    about.author, about.created, about.modified, about.comments = "Jane Doe", MADE, MADE, ""
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def odt_body(*paragraphs: str) -> str:
    lines = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs or (FIRST, SECOND))
    return f"""<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}"><office:body><office:text>
    <text:h text:outline-level="1">{TITLE}</text:h>{lines}</office:text></office:body></office:document-content>"""


def odt_of(body: str = "", **parts: str) -> bytes:
    about = f"""<office:document-meta xmlns:office="{_OFFICE}" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><dc:creator>Jane Doe</dc:creator>
    <meta:creation-date>{MADE.isoformat()}</meta:creation-date><dc:date>{MADE.isoformat()}</dc:date>
    </office:meta></office:document-meta>"""
    return zip_of({"mimetype": ODT_TYPE, "content.xml": body or odt_body(), "meta.xml": about, **parts})


def zip_of(parts: dict[str, str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def pdf_of(*pages: list[str], password: str = "") -> bytes:
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        names = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        signs = ArrayObject([NumberObject(1), NameObject("/fi")])
        names[NameObject("/Encoding")] = DictionaryObject(
            {NameObject("/BaseEncoding"): NameObject("/WinAnsiEncoding"), NameObject("/Differences"): signs}
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(names)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        shown = b"".join(
            b"(" + line.replace("ﬁ", "\x01").encode("cp1252").replace(b"(", b"\\(") + b") Tj T*\n" for line in lines
        )
        stream.set_data(b"BT /F1 11 Tf 14 TL 50 740 Td\n" + shown + b"ET")
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Author": "Jane Doe", "/CreationDate": "D:20240301183000Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


PAGE = [
    TITLE,
    "The mill on the Tarn, which had ground the corn of eleven vil-",
    "lages since the war, closed on Friday.",
    "“It was a hard choice,” director Ann Roe said. “Nobody here has",
    "slept much since Monday.”",
]
PDF_TEXT = (
    "The mill on the Tarn, which had ground the corn of eleven villages since the war, closed on Friday.\n\n"
    "“It was a hard choice,” director Ann Roe said. “Nobody here has slept much since Monday.”"
)
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\info{\title "
    + TITLE
    + r"}{\author Jane Doe}}"
    r"{\*\generator A program;}\b " + TITLE + r"\b0\par " + FIRST + r"\par \'93It was {\b a hard} choice,\'94 "
    r"director Ann Roe said.\par}"
)
