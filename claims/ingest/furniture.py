"""Words of the page within and below an article: links to others, captions, calls to subscribe."""

import re

from claims.ingest.head import is_sentence

_LONGEST = 250  # characters of such a line
_DROPPED = re.compile(
    r"advertise?ments?|(?:story|article) continues (?:after|below)\b.*"
    r"|\[\s*(?:read|related|see|watch|listen|more|also)\b[^\]]*\]\.?"
    r"|(?:read|see|find out|learn) more\s*[:>|–-].*|read (?:also|next)\s*:.*|also read\s*:.*|see also\s*:.*"
    r"|(?:à )?lire (?:aussi|également)\b.{0,3}.*|lesen sie (?:auch|mehr|dazu)\b.*|mehr zum thema\b.*|le[ea] también\b.*"
    r"|leggi anche\b.*|leia (?:também|mais)\b.*|lees ook\b.*"
    r"|(?:please )?(?:sign up|subscribe|register)(?: now| here)? (?:to|for) (?:our|the|your|my)\b.*"
    r"|subscribe (?:now|today|to (?:keep|continue) reading)\b.*|(?:to )?(?:keep|continue) reading\b.*\bsubscri.*"
    r"|already (?:a|have an?) (?:subscriber|member|subscription|account)\b.*"
    r"|you(?: have|'ve|’ve) (?:read|reached|used)\b.*\bfree (?:articles?|stories)\b.*"
    r"|(?:never|don['’]t) miss (?:the|a|an|our)\b.*\b(?:newsletter|sign(?:ing)? up|subscri).*"
    r"|pour (?:lire la suite|accéder)\b.*|advertise with\b.*|submit your letters?\b.*|lust auf mehr\?.*"
    r"|(?:for|get) the latest\b.*\b(?:download|apps?|newsletter|sign up)\b.*|[^\"“”„«»]{0,200}\bsign up here\b\W*"
    r"|(?:¿.{0,80}\?\s*)?(?:únete|s[ií]guenos|suscríbete|inscreva-se|siga-nos|suivez-nous|abonnez-vous|seguici"
    r"|iscriviti)\b.*|(?:do you )?want to (?:be|stay) informed\b.*|gefällt (?:dir|ihnen) unser.{0,60}\?.*"
    r"|[^\"“”„«»]{0,120}\b(?:melde? dich|jetzt|hier)\b[^\"“”„«»]{0,60}\b(?:newsletter|posteingang|abonnieren)\b.{0,40}"
    r"|\W*jetzt .{0,40}\bbestellen\b\W*|lesen sie hier\s*:.*|(?:letzte aktualisierung|stand des artikels)\b.{0,120}"
    r"|.*\ball rights reserved\W*|alle rechte vorbehalten\W*"
    r"|this (?:article|content|story) is (?:only |exclusively )?(?:for|reserved for) (?:our )?subscribers\b.*"
    r"|video verfügbar bis\b.{0,20}"
    r"|(?:image|media|video|photo) (?:source|caption|copyright|credit)s?\b.*|(?:bild|foto|photo|picture|image)s?\s*:.*",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 600
_NOTICE = re.compile(
    r"(?:©\s*\w|(?:copyright|\(c\))\s*(?:\d{4}|©)).*"
    r"|(?:no part of )?this (?:article|content|material|story)\b.{0,40}\b(?:(?:may|must) not be (?:copied|published"
    r"|reproduced|reprinted)|is the copyrighted property)\b.*|(?:prior )?written permission must be obtained\b.*"
    r"|die aktuelle ausgabe\b.*\b(?:abo|e-paper|kiosk|bahnhofskiosk)\b.*",
    re.IGNORECASE,
)
"""Whose the words are, and where they can be bought."""
_LABEL = re.compile(
    r"(?:related|watch|listen|recommended|gallery|more|read)\s*:\s*.+"
    r"|(?:categor(?:y|ies)|kategorien?|tags?|topics?|filed under|posted in|schlagw[oö]rte?r?|rubrik)\s*:.{0,100}",
    re.IGNORECASE,
)
_CAPTION_BELOW = re.compile(r"(?:image|media|video) caption,?", re.IGNORECASE)
_END = re.compile(
    r"related (?:topics|stories|articles|content|links|internet links|posts|news)|more on this (?:story|topic)"
    r"|more (?:from|on|in) .{1,40}|top stories|most (?:read|popular|viewed)|you (?:may|might) also like|read next"
    r"|recommended(?: for you)?|what to read next|(?:leave|post|write) a (?:comment|reply)|(?:view|show) comments"
    r"|(?:\d+ )?(?:comments?|kommentare?)|kommentieren|(?:press|media|presse-?|medien)?\s?[ck]onta[ck]ts?"
    r"|ansprechpartner(?:in)?|weitere informationen|(?:further|more) information"
    r"|auch interessant|(?:empfohlene|ähnliche|verwandte) (?:beiträge|artikel|themen)|auch auf [\w-]+\.\w{2,3}"
    r"|beiträge aus dem forum|inhaltsverzeichnis|weitere aktuelle themen\b.{0,40}|weiterlesen"
    r"|vorschau auf den nächsten artikel|(?:contenidos?|noticias?|notícias) relacionad[oa]s?|te puede interesar"
    r"|articoli correlati|potrebbe interessarti.*|lees meer|gerelateerde artikelen|läs (?:mer|också)|l[eæ]s også"
    r"|lue myös|(?:czytaj|zobacz) (?:też|także|również)|читайте (?:также|ещё)"
    r"|weitere (?:artikel|themen|meldungen)\b.{0,40}|das könnte (?:sie|dich) auch interessieren\b.*"
    r"|relacionad[oa]s|artículos relacionados|notas relacionadas|articles (?:liés|similaires)|sur le même sujet",
    re.IGNORECASE,
)


def without_furniture(lines: list[str]) -> list[str]:
    """The ``lines`` of a body without the page's own; all of them where nothing else is left.

    What follows a list of other articles goes with it, unless a sentence stands there.
    """
    own = [i for i, line in enumerate(lines) if is_sentence(line) and not (_ends(line) or _is_furniture(line))]
    last = max(own, default=-1)
    kept: list[str] = []
    below_caption = False
    for i, line in enumerate(lines):
        caption, below_caption = below_caption and not is_sentence(line), bool(_CAPTION_BELOW.fullmatch(line))
        if _ends(line):
            if i > last >= 0:
                break
        elif not caption and not _is_furniture(line):
            kept.append(line)
    return kept or lines


def _ends(line: str) -> bool:
    return bool(_END.fullmatch(line.strip(" :")))


def _is_furniture(line: str) -> bool:
    if len(line) <= _LONGEST_NOTICE and _NOTICE.fullmatch(line):
        return True
    if len(line) > _LONGEST:
        return False
    return bool(_DROPPED.fullmatch(line)) or (bool(_LABEL.fullmatch(line)) and not is_sentence(line))
