"""Claims, as they go in and come out."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import rules
from claims.api.serializers import IdField, InputSerializer, NotEmpty, ReferenceSerializer, ShortListField, TextField
from claims.choices import Anchoring, Direction, Form, Part, QuoteType, Relation, SpeakerKind, Status
from claims.models import ArticleVersion, Speaker, Tag
from claims.reading.related import Row
from claims.services.claims import Hop
from newsapp.accounts.models import User


class SpeakerReferenceSerializer(ReferenceSerializer):
    kind = serializers.ChoiceField(SpeakerKind.choices)


class ArticleReferenceSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.CharField(help_text="where it was published; empty where that is not known")
    published_at = serializers.DateTimeField(allow_null=True, help_text="at the offset it was printed with")
    outlet = ReferenceSerializer(allow_null=True)


class VersionReferenceSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    number = serializers.IntegerField()


@extend_schema_field(
    {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2, "description": "[start, end)"}
)
class RangeField(serializers.ListField):
    """A half-open range [start, end) of code points of the article version's text."""

    child = serializers.IntegerField(min_value=0, max_value=2**31 - 1)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, list) and len(data) != 2:
            raise serializers.ValidationError("A range is two numbers: [start, end].", code="not-a-range")
        return tuple(super().to_internal_value(data))


class SpansSerializer(InputSerializer):
    """Spans by part, each a list of ranges in order."""

    content = ShortListField(child=RangeField(), required=False, max_length=200)
    cue = ShortListField(child=RangeField(), required=False, max_length=200)
    speaker = ShortListField(child=RangeField(), required=False, max_length=200)

    def validate(self, attrs: Any) -> Any:
        return {Part(name): ranges for name, ranges in attrs.items()}


class HopSerializer(serializers.Serializer[Row]):
    """One hop of the chain: who spoke or passed the words on, and what the article calls them."""

    speaker = SpeakerReferenceSerializer(allow_null=True)
    name_as_printed = serializers.CharField()
    role_as_printed = serializers.CharField()


class PublishedAssessmentSerializer(serializers.Serializer[Row]):
    id = serializers.IntegerField()
    rating = ReferenceSerializer()
    claim = serializers.IntegerField(help_text="which it was made for: this one or, by confirmed links, a repeated one")
    words_changed = serializers.BooleanField(help_text="that claim has other words now, and nobody has looked again")


class ContextSerializer(serializers.Serializer[Row]):
    start = serializers.IntegerField(help_text="where the text begins in the article version")
    text = serializers.CharField()
    current = serializers.BooleanField(help_text="false: the article's text has changed since, and lacks these words")


class LinkCountSerializer(serializers.Serializer[Row]):
    relation = serializers.ChoiceField(Relation.choices)
    direction = serializers.ChoiceField(
        Direction.choices, help_text="outgoing: this claim repeats another; incoming: another repeats it"
    )
    confirmed = serializers.IntegerField()
    suggested = serializers.IntegerField()


class DecisionSerializer(serializers.Serializer[Row]):
    by = serializers.CharField()
    status = serializers.ChoiceField([choice for choice in Status.choices if choice[0] != Status.SUGGESTED])
    at = serializers.DateTimeField()


class ClaimSerializer(serializers.Serializer[Any]):
    """A claim with all that a card shows. `claims.reading.claims` makes it."""

    id = serializers.IntegerField()
    content = serializers.CharField(help_text="the words at the content spans")
    quote_type = serializers.ChoiceField(QuoteType.choices)
    form = serializers.ChoiceField(
        Form.choices, help_text="speech: said or written; thought: believed, wished, planned, felt"
    )
    status = serializers.ChoiceField(Status.choices)
    said_on = serializers.DateField(allow_null=True)
    at_second = serializers.IntegerField(
        allow_null=True, help_text="where its words begin in the recording that the article is a transcript of"
    )
    addressee = serializers.CharField(help_text="to whom it was said, as printed; empty where that is not told")
    anchoring = serializers.ChoiceField(
        Anchoring.choices, help_text="what the last change of the article's text did to the claim's words"
    )
    needs_look = serializers.BooleanField(help_text="decided on before the text changed under it")
    words_before = serializers.CharField(help_text="the content before the text altered it, until somebody looks")
    speaker_read = serializers.CharField(help_text="whom the changed text names instead, until somebody looks")
    extractor = serializers.CharField(help_text="what suggested it; empty where a person made it")
    extractor_version = serializers.CharField()
    confidence = serializers.FloatField(allow_null=True, min_value=0, max_value=1)
    article = ArticleReferenceSerializer()
    words_url = serializers.CharField(
        help_text="`article.url` with a text fragment, at which a browser shows the words; of a recording with "
        "`#t=` and the second"
    )
    version = VersionReferenceSerializer()
    speaker = SpeakerReferenceSerializer(allow_null=True)
    name_as_printed = serializers.CharField()
    role_as_printed = serializers.CharField()
    joint_speakers = HopSerializer(many=True, help_text="who said it together with `speaker`")
    chain = HopSerializer(many=True, help_text="who passed the words on, nearest the speaker first")
    spans = SpansSerializer()
    cue = serializers.CharField(help_text="the words at the cue spans: “said”; empty where there are none")
    denies = serializers.BooleanField(help_text="the cue is one of denial: the speaker does not hold the content")
    tags = ReferenceSerializer(many=True)
    link_counts = LinkCountSerializer(many=True, help_text="rejected links are not counted")
    assessment = PublishedAssessmentSerializer(
        allow_null=True, help_text="the published one; where it has none, the newest of the claims that repeat it"
    )
    comment_count = serializers.IntegerField(allow_null=True, help_text="null for visitors, who read no comments")
    author = serializers.CharField(allow_null=True, help_text="who made it, where a person did; null for visitors")
    decided_by = serializers.CharField(allow_null=True, help_text="null for visitors")
    decided_at = serializers.DateTimeField(allow_null=True)
    decisions = DecisionSerializer(
        many=True, help_text="what each person decided last, the latest at the end; none for visitors"
    )
    disagreement = serializers.BooleanField(help_text="one person confirmed it, another rejected it")
    assignee = serializers.CharField(allow_null=True, help_text="whose work it is; null for nobody, and for visitors")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    revision = serializers.IntegerField(help_text="the ETag of the claim")


class ClaimDetailSerializer(ClaimSerializer):
    citation = serializers.CharField(
        help_text="one sentence to cite it by, before its address: marks stand round what was quoted alone; of a "
        "rejected claim it says “do not cite”"
    )
    context = ContextSerializer(  # type: ignore[assignment]
        help_text="the paragraphs that the spans stand in"
    )


class HopInputSerializer(InputSerializer):
    speaker = IdField(queryset=Speaker.objects.all(), allow_null=True, default=None)
    name_as_printed = TextField(max_length=300, allow_blank=True, default="")
    role_as_printed = TextField(max_length=300, allow_blank=True, default="")
    together = serializers.BooleanField(default=False, help_text="said it together with the speaker of the first hop")

    def validate(self, attrs: Any) -> Hop:
        return Hop(**attrs)


class AssigneeField(NotEmpty, serializers.SlugRelatedField[User]):
    """Whose work a claim is to be, by user name: somebody with an active account who may work on claims."""

    default_error_messages = {
        "does_not_exist": "Nobody with an active account has the user name “{value}”.",
        "invalid": "A user name is text.",
        "cannot": "{name} cannot be given claims: only fact-checkers and those above them can.",
    }

    def __init__(self, **kwargs: Any) -> None:
        help_text = "whose work it is to be, by user name; null: nobody's"
        colleagues = User.objects.filter(is_active=True)
        super().__init__(slug_field="username", queryset=colleagues, help_text=help_text, **kwargs)

    def to_internal_value(self, data: Any) -> User:
        if not isinstance(data, str) or "\0" in data:
            self.fail("invalid")
        colleague = super().to_internal_value(data)
        if not rules.can_be_assigned(colleague):
            self.fail("cannot", name=colleague.username)
        return colleague


class ClaimChangeSerializer(InputSerializer):
    """What can be changed of a claim."""

    status = serializers.ChoiceField(Status.choices, required=False)
    needs_look = serializers.BooleanField(required=False, help_text="false: the changed words are right as they are")
    quote_type = serializers.ChoiceField(QuoteType.choices, required=False)
    form = serializers.ChoiceField(Form.choices, required=False)
    said_on = serializers.DateField(required=False, allow_null=True)
    addressee = TextField(required=False, allow_blank=True, max_length=300, help_text="to whom it was said, as printed")
    speaker = IdField(
        queryset=Speaker.objects.all(),
        required=False,
        allow_null=True,
        help_text="name and role as printed go where they are those of somebody else; `hops` gives new ones",
    )
    spans = SpansSerializer(required=False, help_text="the parts given are replaced whole")
    hops = HopInputSerializer(  # type: ignore[call-arg]
        many=True,
        required=False,
        max_length=20,
        help_text="the whole chain anew: the speaker's hop, who spoke `together` with them, who passed the words on; "
        "replaces `speaker`",
    )
    tags = ShortListField(child=IdField(queryset=Tag.objects.all()), required=False, max_length=100)
    assignee = AssigneeField(required=False, allow_null=True)

    def validate(self, attrs: Any) -> Any:
        if "speaker" in attrs and "hops" in attrs:
            raise serializers.ValidationError({"hops": ["Give either the speaker or the whole chain."]})
        return attrs


class ClaimInputSerializer(ClaimChangeSerializer):
    """A claim that a person found in an article version."""

    version = IdField(queryset=ArticleVersion.objects.select_related("article"))
    spans = SpansSerializer()
    status = needs_look = assignee = None  # type: ignore[assignment]
