"""`manage.py extract --again`: looks for claims anew in articles that an older extractor has read, or tries it."""

from argparse import ArgumentParser
from collections import Counter, defaultdict

from django.core.management.base import BaseCommand, CommandError

from claims.models import Article
from claims.services.extracting import extract_again
from claims.services.extracting import rehearse as rehearsing
from claims.services.suggesting import extractor_label

TOO_BIG = 2**63
"""The first number that no database can look up."""
SHOWN = 30
"""Rows of a table, at most."""


class Command(BaseCommand):
    help = (
        "Look for claims anew in articles that another version of the extractor has read. Only suggestions that no "
        "person has touched are replaced. Stopped, it goes on where it was when called again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", nargs="*", type=int, metavar="ARTICLE", help="numbers of articles; none: all")
        deed = parser.add_mutually_exclusive_group(required=True)
        deed.add_argument("--again", action="store_true", help="say that you mean it")
        deed.add_argument(
            "--rehearse", action="store_true", help="show what it would add, lose and change, and write nothing"
        )

    def handle(self, *args: object, articles: list[int], rehearse: bool, **options: object) -> None:
        name, version = extractor_label()
        kept = [number for number in articles if abs(number) < TOO_BIG]
        chosen = Article.objects.filter(pk__in=kept) if articles else Article.objects.all()
        if missing := sorted(set(articles) - set(chosen.values_list("pk", flat=True))):
            raise CommandError(f"There is no article {', '.join(map(str, missing))}.", returncode=2)
        waiting = chosen if articles else chosen.exclude(extractor=name, extractor_version=version)
        numbers = list(waiting.order_by("pk").values_list("pk", flat=True))
        if rehearse:
            self._rehearse(numbers)
            return
        for number in numbers:
            self._again(Article.objects.filter(pk=number).first())
        there = chosen.count() - len(numbers)
        self.stdout.write(f"{len(numbers)} read by {name} {version}, {there} had been read by it before.")

    def _rehearse(self, numbers: list[int]) -> None:
        """Two tables, by outlet and by speaker, the most concerned first."""
        outlets: defaultdict[str, Counter[str]] = defaultdict(Counter)
        speakers: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for number in numbers:
            article = Article.objects.select_related("outlet").filter(pk=number).first()
            if article is None:
                continue
            outcome = rehearsing(article)
            named = {"add": outcome.added, "lose": outcome.lost, "change": outcome.changed}
            outlets[article.outlet.name if article.outlet else "(no outlet)"].update(
                {"same": outcome.same} | {deed: len(names) for deed, names in named.items()}
            )
            for deed, names in named.items():
                for name in names:
                    speakers[name or "(nobody named)"][deed] += 1
        self._table("outlet", outlets, ("add", "lose", "change", "same"))
        self._table("speaker", speakers, ("add", "lose", "change"))
        self.stdout.write(f"{len(numbers)} articles would be read again; nothing was written.")

    def _table(self, title: str, rows: dict[str, Counter[str]], deeds: tuple[str, ...]) -> None:
        self.stdout.write("".join(f"{deed:>8}" for deed in deeds) + f"  {title}")
        concerned = sorted(rows.items(), key=lambda row: (-sum(row[1][deed] for deed in deeds[:3]), row[0]))
        for name, counts in concerned[:SHOWN]:
            self.stdout.write("".join(f"{counts[deed]:>8}" for deed in deeds) + f"  {name}")
        if len(concerned) > SHOWN:
            self.stdout.write(f"{'':{8 * len(deeds)}}  and {len(concerned) - SHOWN} more")

    def _again(self, article: Article | None) -> None:
        done = extract_again(article) if article else None
        if article and done:
            self.stdout.write(
                f"{article.pk} “{article}”: {done.suggested} suggested, {done.replaced} replaced, {done.kept} kept"
            )
