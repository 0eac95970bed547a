"""Every enumerated word of the project, once."""

from django.db import models


class QuoteType(models.TextChoices):
    DIRECT = "direct", "Direct"
    MIXED = "mixed", "Mixed"
    INDIRECT = "indirect", "Indirect"


class Status(models.TextChoices):
    SUGGESTED = "suggested", "Suggested"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


class SpeakerKind(models.TextChoices):
    PERSON = "person", "Person"
    ORGANIZATION = "organization", "Organization"
    GOVERNMENT = "government", "Government"
    GROUP = "group", "Group"
    DOCUMENT = "document", "Document"
    UNNAMED = "unnamed", "Unnamed"


class Part(models.TextChoices):
    """What a span of the text is to its claim."""

    CONTENT = "content", "Content"
    CUE = "cue", "Cue"
    SPEAKER = "speaker", "Speaker words"


class Relation(models.TextChoices):
    """A link reads as a sentence: claim, relation, other claim."""

    REPEATS = "repeats", "repeats"
    CONTRADICTS = "contradicts", "contradicts"
    RESPONDS_TO = "responds_to", "responds to"
    SUPPORTS = "supports", "supports"


class Direction(models.TextChoices):
    """Whether a claim is the first or the other one of a link."""

    OUTGOING = "outgoing", "Outgoing"
    INCOMING = "incoming", "Incoming"


class AssessmentStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Role(models.TextChoices):
    """The groups of users, each holding the rights of those before it."""

    READER = "reader", "Reader"
    FACT_CHECKER = "fact-checker", "Fact-checker"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"


class VisitorAccess(models.TextChoices):
    """What somebody without an account may read."""

    NOTHING = "nothing", "Nothing"
    CONFIRMED = "confirmed", "Confirmed claims"
    EVERYTHING = "everything", "Everything"
