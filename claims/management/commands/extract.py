"""`manage.py extract --again`: looks for claims anew in articles that an older extractor has read."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from claims.models import Article
from claims.services.extracting import extract_again
from claims.services.suggesting import extractor_label


class Command(BaseCommand):
    help = (
        "Look for claims anew in articles that another version of the extractor has read. Only suggestions that no "
        "person has touched are replaced. Stopped, it goes on where it was when called again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", nargs="*", type=int, metavar="ARTICLE", help="numbers of articles; none: all")
        parser.add_argument("--again", action="store_true", required=True, help="say that you mean it")

    def handle(self, *args: object, articles: list[int], **options: object) -> None:
        name, version = extractor_label()
        chosen = Article.objects.filter(pk__in=articles) if articles else Article.objects.all()
        if missing := sorted(set(articles) - set(chosen.values_list("pk", flat=True))):
            raise CommandError(f"There is no article {', '.join(map(str, missing))}.")
        waiting = chosen if articles else chosen.exclude(extractor=name, extractor_version=version)
        numbers = list(waiting.order_by("pk").values_list("pk", flat=True))
        for number in numbers:
            self._again(Article.objects.filter(pk=number).first())
        there = chosen.count() - len(numbers)
        self.stdout.write(f"{len(numbers)} read by {name} {version}, {there} had been read by it before.")

    def _again(self, article: Article | None) -> None:
        done = extract_again(article) if article else None
        if article and done:
            self.stdout.write(
                f"{article.pk} “{article}”: {done.suggested} suggested, {done.replaced} replaced, {done.kept} kept"
            )
