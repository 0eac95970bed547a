"""The newsroom that the browser tests and the screenshots visit: the sample articles, taken in through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from claims.choices import AssessmentStatus, Status
from claims.ingest import read
from claims.management.demo import SAMPLES
from claims.models import Article, Assessment, Claim, Comment, Link, Rating, Tag, User
from claims.services.articles import take_in
from claims.services.assessments import save_assessment
from claims.services.claims import update_claim


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The articles, by what they tell."""

    consulate: Article
    answers: Article
    warning: Article

    @property
    def threats(self) -> Claim:
        """What Pompeo said of threats; it is repeated in another article."""
        return claim_in(self.consulate, "have increased over the past several weeks")

    @property
    def accountable(self) -> Claim:
        """What Pompeo told CNN, inside quotation marks."""
        return claim_in(self.consulate, "held accountable")

    @property
    def condemns(self) -> Claim:
        """What Qassemi said, passed on by Press TV."""
        return claim_in(self.warning, "condemns any attack")


def claim_in(article: Article, words: str) -> Claim:
    """The one claim of the article whose content holds the words."""
    return article.claims.get(content__contains=words)


def take_in_samples(user: User) -> Newsroom:
    """Take the samples in as the user's; every claim in them is a suggestion."""
    articles = {
        name.split("-")[1].removesuffix(".txt"): take_in(
            document=read((settings.BASE_DIR / "samples" / name).read_bytes(), filename=name), user=user, outlet=outlet
        ).article
        for name, outlet in SAMPLES.items()
    }
    return Newsroom(**articles)


def work_on_claims(newsroom: Newsroom, *, editor: User, fact_checker: User) -> None:
    """A morning's work: claims confirmed and rejected, tagged, linked, remarked on, and one of them assessed."""
    threats, condemns = newsroom.threats, newsroom.condemns
    tags = [Tag.objects.create(name=name) for name in ("Basra consulate", "militias")]
    update_claim(threats, user=editor, status=Status.CONFIRMED, tags=tags)
    for claim in (newsroom.accountable, condemns, claim_in(newsroom.answers, "condemns any attack")):
        update_claim(claim, user=editor, status=Status.CONFIRMED, tags=tags[:1])
    update_claim(claim_in(newsroom.consulate, "rockets were fired"), user=editor, status=Status.REJECTED)
    for link in Link.objects.filter(claim=condemns):
        link.status = Status.CONFIRMED
        link.save()
    Comment.objects.create(claim=threats, author=fact_checker, text="The statement is on the department's own pages.")
    _assess(threats, fact_checker)


def _assess(claim: Claim, author: User) -> None:
    assessment = Assessment(
        claim=claim,
        author=author,
        rating=Rating.objects.get(name="Unproven"),
        explanation="The statement gives neither places nor dates, and no incident report has been published since.",
        status=AssessmentStatus.PUBLISHED,
    )
    evidence = {"url": "https://records.example/basra", "title": "Incident reports, September 2018"}
    shows = {"excerpt": "No entry for the weeks in question.", "shows": "What is publicly on record."}
    save_assessment(assessment, evidence=[evidence | shows])
