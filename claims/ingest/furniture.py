"""Words of the page within and below an article: links to others, captions, calls to subscribe."""

import re

from claims.ingest.head import is_sentence

_LONGEST = 250  # characters of such a line
_MARKS = " >→►▶»›•*–—-("  # around such a line
_DROPPED = re.compile(
    r"advertise?ments?|(?:story|article) continues (?:after|below)\b.*"
    r"|\[\s*(?:read|related|see|watch|listen|more|also)\b[^\]]*\]\.?"
    r"|(?:read|see|find out|learn) more\s*[:>|–-].*|read (?:also|next)\s*:.*|also read\s*:.*|see also\s*:.*"
    r"|(?:à )?lire (?:aussi|également)\b.{0,3}.*|lesen sie (?:auch|mehr|dazu)\b.*|mehr zum thema\b.*"
    r"|le[ea] también\b.*"
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
    r"|[^\"“”„«»]{0,120}\b(?:melde? dich|jetzt|hier)\b[^\"“”„«»]{0,60}\b(?:newsletter|posteingang"
    r"|abonnieren)\b.{0,40}"
    r"|\W*jetzt .{0,40}\bbestellen\b\W*|lesen sie hier\s*:.*|(?:letzte aktualisierung|stand des artikels)\b.{0,120}"
    r"|.*\ball rights reserved\W*|alle rechte vorbehalten\W*"
    r"|this (?:article|content|story) is (?:only |exclusively )?(?:for|reserved for) (?:our )?subscribers\b.*"
    r"|video verfügbar bis\b.{0,20}"
    r"|(?:image|media|video|photo) (?:source|caption|copyright|credit)s?\b.*|(?:bild|foto|photo|photograph|picture"
    r"|image)s?\s*:.*",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"sponsored(?: (?:content|post|stories))?|scroll down\b.{0,30}|advertise?ments?\W+(?:continue|scroll|story"
    r"|article)\b.*"
    r"|(?:get|join|subscribe)\b[^\"“”]{0,60}\b(?:full|unlimited|digital) access\b.*"
    r"|[^\"“”]{0,80}\bcancel (?:at )?any ?time\W*"
    r"|(?:(?:to|please) )?(?:continue|keep) reading\b.*\b(?:log ?in|sign ?(?:in|up)|register|account)\b.*"
    r"|support (?:our (?:work|journalism)|(?:independent|local|quality) (?:journalism|news))\b.*"
    r"|(?:follow|like|join|find) us on (?:x|twitter|facebook|instagram|telegram|whatsapp|linkedin|youtube|tiktok)\b.*"
    r"|share(?: this(?: article| story| post| page)?| (?:article|story|post|page)| (?:on|via) \w{1,20})"
    r"|listen to this (?:article|story)\b.{0,20}"
    r"|\d+ ?min(?:ute)?s?(?: read)?|view (?:image|gallery|photo) (?:in )?full ?screen|read our (?:privacy"
    r"|terms)\b.{0,40}"
    r"|(?:click|tap) here to (?:sign up|subscribe|register|read)\b.*|read the (?:full|whole|original) (?:story"
    r"|article)\b.{0,20}"
    r"|(?:have|got) a (?:news )?(?:tip|story)\?.*|get\b[^\"“”]{0,60}\b(?:newsletter|briefing"
    r"|headlines)\b.{0,40}\binbox\W*"
    r"|(?:enjoy(?:ing|ed)|liked?) (?:this|our|what)\b.{0,40}\?.*\b(?:subscri|sign|donat|support|shar).*"
    r"|this (?:article|content|story) is (?:only |exclusively )?(?:for|reserved for) (?:our |paying )*members\b.*"
    r"|you(?: have|'ve|’ve) \w+ free (?:articles?|stories)\b.*"
    r"|anzeige|werbung|weiterlesen nach der (?:anzeige|werbung)|(?:artikel|beitrag|seite) (?:teilen|drucken|merken"
    r"|anhören)"
    r"|jetzt (?:weiterlesen|abonnieren|registrieren|anmelden|testen)\b.{0,80}|(?:zum "
    r"|unseren )?newsletter (?:anmelden|abonnieren)"
    r"|(?:sie haben|haben sie|du hast) (?:bereits|schon) (?:ein abo|einen zugang|ein konto)\b.*"
    r"|(?:schon|bereits) abonnent\w*\?.*|bitte melden sie sich an\b.*"
    r"|die(?:ser|sen) (?:artikel|inhalt|text) (?:ist|können) (?:nur|exklusiv)\b.*\babonnent.*"
    r"|publicité|la suite après (?:la |cette )?publicité|(?:déjà|pas encore) abonnée?\s?\?.*"
    r"|il vous reste .{1,20}à (?:lire|découvrir)\b.*"
    r"|(?:cet article|ce contenu|la suite(?: de cet article)?) est réservée? (?:aux|à nos) abonnés\b.*"
    r"|inscrivez-vous\b.*\b(?:news)?letter\b.*"
    r"|(?:partager|imprimer|écouter|enregistrer)(?: cet| l['’])? ?article|à (?:voir|écouter|retrouver) (?:aussi"
    r"|également)\b.*"
    r"|publicidade?|continua (?:após|depois d)a publicidade|(?:este )?(?:contenido"
    r"|artículo) (?:es )?exclusivo para (?:suscriptores|socios)\b.*"
    r"|¿(?:ya|aún no) eres (?:suscriptora?|socio)\?.*|compartir(?: en \w+)?|(?:conteúdo"
    r"|matéria) exclusiv[oa] para assinantes\b.*|já é assinante\?.*"
    r"|pubblicità|(?:contenuto|articolo) riservato agli abbonati\b.*|(?:sei )?già abbonato\?.*"
    r"|continua a leggere\b.{0,40}"
    r"|advertentie|lees verder\b.{0,40}|dit artikel is (?:alleen|exclusief) voor abonnees\b.*|(?:al"
    r"|nog geen) abonnee\?.*"
    r"|mehr dazu|zum thema\s?:.*|(?:cet )?article réservé (?:aux|à nos) abonnés\W*|file (?:photo|picture|image)\W*"
    r"|(?:schrijf je in|meld je aan) voor\b.{0,40}\bnieuwsbrief\W*|(?:assine|receba) (?:a |o )?(?:nossa?|meu)\b.{0,40}"
    r"|(?:czytaj|zobacz|przeczytaj) (?:też|także|również)\s?:.*|zapisz się (?:do|na)\b.{0,40}|fot\.\s.{1,60}"
    r"|(?:läs|se) (?:också|även|mer)\s?:.*|l[eæ]s også\s?:.*|prenumerera på\b.{0,60}"
    r"|(?:meld deg på|tilmeld dig)\b.{0,60}"
    r"|(?:originalmeldung|originaltext|quelle)\s?:\s?https?:\S+"
    r"|annons|annonse?|annonce|reklama?|mainos|реклама",
    re.IGNORECASE,
)
"""Advertisements, and calls to subscribe, to share or to read on."""
_OTHERS = re.compile(
    r"(?:read (?:also|next|more)|mehr dazu|(?:lee|leer|ver|vea|mira) (?:también|más|aquí|además)|te (?:puede"
    r"|podría) interesar|más información"
    r"|veja (?:também|mais)|saiba mais|lees meer(?: over)?|pour aller plus loin)\s?:.*",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"(?:(?:additional )?reporting|editing|writing|compiled) (?:and \w+ )?by\b.*[^.]"
    r"|(?-i:[a-z]{2,4}(?:/[a-z]{2,4}){1,4})|(?-i:SOURCE:? )[^.!?]{1,60}"
    r"|[-–—*#\s]*(?:ends?|ende|fin|einde|slut|koniec)[-–—*#\s]*|(?:dpa|afp|apa|sda|ots)(?: [a-z]{2,5}\d?){1,4}"
    r"|(?:media|press|presse|news) ?(?:contact|kontakt)s?\s?:.*\d{3,}"
    r"|(?:for|zur) (?:further|more|media|press) (?:information|inquiries|enquiries)\b.{0,40}\bcontact\b.*",
    re.IGNORECASE,
)
"""What stands below an agency's or an office's text."""
_RULE = re.compile(r"[-–—]\s?30\s?[-–—]|[#*_=~\s–—-]{2,}")  # a rule, or how agencies end their copy
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
    r"|(?:contact presse|contacto de prensa|pressekontakt|quellen?|sources?|crédits?(?: photos?)?)\s?:.{1,100}"
    r"|(?:story|text|words|photos?|pictures?|photographs?|video|illustrations?) by .{1,80}"
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
    r"|trending(?: now)?|(?:latest|more) (?:news|stories|articles)|(?:related|more|further) (?:coverage|reading)"
    r"|popular (?:on|in) .{1,30}|editors?['’]s? (?:picks|choice)"
    r"|up next|recommended (?:stories|articles|reading)|from our partners|(?:from )?around the web|(?:promoted"
    r"|sponsored) (?:stories|content|links)"
    r"|meistgelesen|(?:neueste|beliebte|aktuelle) (?:artikel|beiträge|nachrichten)|mehr zum thema|lesen sie auch"
    r"|à lire (?:aussi|également)"
    r"|(?:articles )?les plus (?:lus|populaires|vus)|(?:nos|les) dernières (?:actualités|nouvelles)|lo más (?:leído"
    r"|visto)|más (?:noticias|leídas)|te recomendamos"
    r"|(?:también )?te (?:puede|podría) interesar|(?:mais|últimas) notícias|mais lidas|leia também|i più letti"
    r"|(?:ti )?potrebbe interessar.{1,6}|leggi anche"
    r"|meest gelezen|lees ook|meer (?:over dit onderwerp|nieuws)|mest (?:læste|leste|lästa)"
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
    if _RULE.fullmatch(line):
        return True
    line = line.strip(_MARKS)
    if len(line) <= _LONGEST_NOTICE and _NOTICE.fullmatch(line):
        return True
    if len(line) > _LONGEST:
        return False
    if any(pattern.fullmatch(line) for pattern in (_DROPPED, _CALLS, _OTHERS, _WIRE)):
        return True
    return bool(_LABEL.fullmatch(line)) and not is_sentence(line)
