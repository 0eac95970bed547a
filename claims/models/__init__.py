"""One model a file, each with its QuerySet."""

from claims.models.article import Article, ArticleVersion
from claims.models.assessment import Assessment, Evidence, Rating
from claims.models.attribution import Attribution
from claims.models.batch import Batch
from claims.models.change import Change
from claims.models.claim import Claim
from claims.models.comment import Comment
from claims.models.delivery import Delivery
from claims.models.distinction import Distinction
from claims.models.earlier_decision import EarlierDecision
from claims.models.feed import Feed, FeedEntry
from claims.models.host import Host
from claims.models.intake import Intake, Original
from claims.models.kept_answer import KeptAnswer
from claims.models.link import Link
from claims.models.mention import Mention
from claims.models.misreading import Misreading
from claims.models.outlet import Outlet
from claims.models.rate_count import RateCount
from claims.models.span import Span
from claims.models.speaker import Alias, MergedSpeaker, Speaker
from claims.models.tag import Tag
from claims.models.tagging import Tagging
from claims.models.webhook import Webhook, WebhookSecret
from claims.models.worker import Worker

__all__ = [
    "Alias",
    "Article",
    "ArticleVersion",
    "Assessment",
    "Attribution",
    "Batch",
    "Change",
    "Claim",
    "Comment",
    "Delivery",
    "Distinction",
    "EarlierDecision",
    "Evidence",
    "Feed",
    "FeedEntry",
    "Host",
    "Intake",
    "KeptAnswer",
    "Link",
    "Mention",
    "MergedSpeaker",
    "Misreading",
    "Original",
    "Outlet",
    "RateCount",
    "Rating",
    "Span",
    "Speaker",
    "Tag",
    "Tagging",
    "Webhook",
    "WebhookSecret",
    "Worker",
]
