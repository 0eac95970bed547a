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
    """The ratings with their histories, so that what people make of them later can be taken back."""
    database = schema_editor.connection.alias
    Change, Rating, History = (apps.get_model("claims", name) for name in ("Change", "Rating", "HistoricalRating"))
    change = Change.objects.using(database).create(kind="edit", actor="newsapp", note="a scale to begin with")
    for position, (name, description) in enumerate(SCALE, start=1):
        rating = Rating.objects.using(database).create(name=name, description=description, position=position)
        values = {field.attname: getattr(rating, field.attname) for field in Rating._meta.concrete_fields}
        History.objects.using(database).create(**values, history_type="+", change=change)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [migrations.RunPython(make_scale, migrations.RunPython.noop)]
