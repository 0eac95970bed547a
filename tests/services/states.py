"""How all records stand, to be compared before and after."""

from __future__ import annotations

from claims.services.restoring import RECORDS


def everything() -> dict[tuple[str, int], dict[str, object]]:
    """Every record as it stands, without what counts and dates its changes."""
    left_out = {"revision", "created_at", "updated_at", "change_id"}
    return {
        (model.__name__, record.pk): {
            field.attname: getattr(record, field.attname)
            for field in model._meta.concrete_fields
            if field.attname not in left_out
        }
        for model in RECORDS
        for record in model._base_manager.all()
    }
