"""`manage.py prepare`: what `make run` does between the installation and the server."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from claims.management import demo
from claims.management.claims_table import claims_table


class Command(BaseCommand):
    help = "Bring the database up to date; on the first run make a demo editor and take in the sample articles."

    def handle(self, *args: object, **options: object) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if articles := demo.set_up():
            self.stdout.write(f"Claims found in the {len(articles)} sample articles:\n\n{claims_table(articles)}\n")
        self.stdout.write(demo.how_to_sign_in())
