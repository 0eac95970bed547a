"""Every enumerated word of the project, once."""

from django.db import models


class QuoteType(models.TextChoices):
    DIRECT = "direct", "Direct"
    MIXED = "mixed", "Mixed"
    INDIRECT = "indirect", "Indirect"


class Form(models.TextChoices):
    SPEECH = "speech", "Said"
    THOUGHT = "thought", "Stance"


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


class Anchoring(models.TextChoices):
    """What became of a claim's words when its article got another text."""

    HELD = "held", "Held"
    MOVED = "moved", "Moved"
    ALTERED = "altered", "Altered"
    UNSURE = "unsure", "Unsure"
    VANISHED = "vanished", "Vanished"


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
    """Corrected is one that another has taken the place of; both stay readable."""

    DRAFT = "draft", "Draft"
    REVIEW = "review", "Review asked for"
    PUBLISHED = "published", "Published"
    CORRECTED = "corrected", "Corrected"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ChangeKind(models.TextChoices):
    """What kind of deed a Change is."""

    TAKE_IN = "take-in", "Taken in"
    RE_EXTRACT = "re-extract", "Read again"
    EDIT = "edit", "Edited"
    DECIDE = "decide", "Decided"
    TAG = "tag", "Tagged"
    LINK = "link", "Linked"
    ASSESS = "assess", "Assessed"
    COMMENT = "comment", "Commented"
    MERGE = "merge", "Merged"
    UNMERGE = "unmerge", "Unmerged"
    SPLIT = "split", "Split"
    UNDO = "undo", "Undone"
    BULK = "bulk", "Changed in bulk"
    ACCOUNT = "account", "Account changed"


class IntakeState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class BatchForm(models.TextChoices):
    """In which form many articles came in at once."""

    FILES = "files", "Files"
    ZIP = "zip", "ZIP"
    JSONL = "jsonl", "JSON Lines"
    CSV = "csv", "CSV"


class IntakeOrigin(models.TextChoices):
    """Where what was taken in came from."""

    URL = "url", "Address"
    PASTE = "paste", "Pasted text"
    FILE = "file", "File"
    ROW = "row", "Row of a table"
    LINE = "line", "Row of a table that cannot be read"
    COMMAND = "command", "Command line"


class IntakeOutcome(models.TextChoices):
    """What became of an Intake."""

    CREATED = "created", "New article"
    NEW_VERSION = "new_version", "New version"
    UNCHANGED = "unchanged", "Already there"


class TakingBack(models.TextChoices):
    """What becomes of an Intake when its whole batch is taken back."""

    WAITING = "waiting", "Waiting"
    TAKEN_BACK = "taken_back", "Taken back"
    KEPT = "kept", "Kept"


class DeliveryState(models.TextChoices):
    """What became of a message to a webhook."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Sending"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Failed"
    LEFT_OUT = "left-out", "Left out"


class VisitorAccess(models.TextChoices):
    """What somebody without an account may read."""

    NOTHING = "nothing", "Nothing"
    CONFIRMED = "confirmed", "Confirmed claims"
    EVERYTHING = "everything", "Everything"
