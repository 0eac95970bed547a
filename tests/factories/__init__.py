"""Makers of records for tests. Each record holds together as the application would have stored it.

The people, places and words are invented.
"""

from tests.factories.articles import (
    AliasFactory,
    ArticleFactory,
    ArticleVersionFactory,
    FeedFactory,
    OutletFactory,
    SpeakerFactory,
)
from tests.factories.base import Factory, full_name, prose
from tests.factories.claims import ClaimFactory, LinkFactory, TagFactory
from tests.factories.intakes import BatchFactory, IntakeFactory
from tests.factories.work import (
    PASSWORD,
    AssessmentFactory,
    CommentFactory,
    EvidenceFactory,
    MentionFactory,
    RatingFactory,
    UserFactory,
    WebhookFactory,
)

__all__ = [
    "PASSWORD",
    "AliasFactory",
    "ArticleFactory",
    "ArticleVersionFactory",
    "AssessmentFactory",
    "BatchFactory",
    "ClaimFactory",
    "CommentFactory",
    "EvidenceFactory",
    "Factory",
    "FeedFactory",
    "IntakeFactory",
    "LinkFactory",
    "MentionFactory",
    "OutletFactory",
    "RatingFactory",
    "SpeakerFactory",
    "TagFactory",
    "UserFactory",
    "WebhookFactory",
    "full_name",
    "prose",
]
