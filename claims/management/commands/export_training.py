"""`manage.py export_training DIR`: people's decisions as training data for the extraction engine."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from claims.choices import Status
from claims.exports.standoff import standoff
from claims.models import ArticleVersion, Claim, Span

ANNOTATOR = "newsapp"
FETCHED = 50
"""Articles read from the database at a time."""


class Command(BaseCommand):
    help = (
        "Write what people have decided in the corpus's standoff form: the texts of articles without an undecided "
        "claim to DIR/text, their confirmed claims to DIR/attributions, their rejected ones to DIR/rejected."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dir", type=Path, metavar="DIR", help="an empty or new folder")

    def handle(self, *args: object, dir: Path, **options: object) -> None:
        folders = {name: dir / name for name in ("text", "attributions", "rejected")}
        try:
            if dir.exists() and any(dir.iterdir()):
                raise CommandError(f"{dir} is not empty.", returncode=2)
            for folder in folders.values():
                folder.mkdir(parents=True)
        except OSError as error:
            raise CommandError(f"{dir}: {error.strerror}", returncode=2) from error
        articles = confirmed = rejected = 0
        for version in decided_texts().iterator(chunk_size=FETCHED):
            claims = {status: self._spans(version, status) for status in (Status.CONFIRMED, Status.REJECTED)}
            name = f"article-{version.article_id}"
            (folders["text"] / f"{name}.txt").write_bytes(version.text.encode())
            self._write(folders["attributions"] / f"{name}_{ANNOTATOR}.ann", version.text, claims[Status.CONFIRMED])
            self._write(folders["rejected"] / f"{name}_{ANNOTATOR}.ann", version.text, claims[Status.REJECTED])
            articles += 1
            confirmed += len(claims[Status.CONFIRMED])
            rejected += len(claims[Status.REJECTED])
        self.stdout.write(
            f"{articles} articles, {confirmed} confirmed and {rejected} rejected claims written to {dir}."
        )

    @staticmethod
    def _spans(version: ArticleVersion, status: Status) -> list[list[Span]]:
        return [list(claim.spans.all()) for claim in version.claims.all() if claim.status == status]

    @staticmethod
    def _write(path: Path, text: str, claims: list[list[Span]]) -> None:
        path.write_bytes(standoff(text, claims).encode())


def decided_texts() -> QuerySet[ArticleVersion]:
    """The present text of each article that has claims in it, none of them undecided: half an article would teach
    that the rest of it says nothing."""
    claims = Claim.objects.filter(version=OuterRef("pk"))
    newer = ArticleVersion.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    spans = Prefetch("spans", Span.objects.order_by("start"))
    return (
        ArticleVersion.objects.exclude(Exists(newer))
        .filter(Exists(claims))
        .exclude(Exists(claims.filter(status=Status.SUGGESTED)))
        .prefetch_related(Prefetch("claims", Claim.objects.order_by("start", "pk").prefetch_related(spans)))
        .order_by("article")
    )
