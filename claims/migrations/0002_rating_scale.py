"""A rating scale to begin with; an administrator edits it."""

from django.db import migrations

SCALE = [
    ("True", "The claim is right, and nothing that matters is left out."),
    ("Mostly true", "The claim is right in the main; something is missing or a detail is off."),
    ("Misleading", "Parts are right, but what is left out or implied gives a wrong picture."),
    ("Mostly false", "The claim holds a grain of truth but is wrong in the main."),
    ("False", "The claim is wrong."),
    ("Unproven", "What is publicly known neither bears the claim out nor refutes it."),
]


def make_scale(apps, schema_editor):
    Rating = apps.get_model("claims", "Rating")
    Rating.objects.using(schema_editor.connection.alias).bulk_create(
        Rating(name=name, description=description, position=position)
        for position, (name, description) in enumerate(SCALE, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [migrations.RunPython(make_scale, migrations.RunPython.noop)]
