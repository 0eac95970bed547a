"""Where background tasks wait, as the environment says: in the database or in Redis."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

PLACES = ("database", "redis")
_PATIENCE = "socket_connect_timeout=2&socket_timeout=2"  # seconds; a request shall not wait for a Redis that hangs


def tasks_in(place: str) -> dict[str, Any]:
    """The setting TASKS. Raises ImproperlyConfigured."""
    if place not in PLACES:
        raise ImproperlyConfigured(f"NEWSAPP_TASKS is “{place}”; it must be one of: {', '.join(PLACES)}.")
    backend = "django_tasks_rq.RQBackend" if place == "redis" else "django_tasks_db.DatabaseBackend"
    return {"default": {"BACKEND": backend, "QUEUES": ["default"]}}


def queues_at(url: str) -> dict[str, Any]:
    """The setting RQ_QUEUES. Raises ImproperlyConfigured, whose message holds no password."""
    from redis.connection import parse_url

    try:
        parse_url(url)
    except ValueError as error:
        example = "redis://127.0.0.1:6379/0"
        raise ImproperlyConfigured(f"NEWSAPP_TASKS=redis needs REDIS_URL, as {example}: {error}.") from None
    return {
        "default": {
            "URL": f"{url}{'&' if '?' in url else '?'}{_PATIENCE}",
            "DEFAULT_TIMEOUT": -1,  # none: a long article is no failure
            "SERIALIZER": "rq.serializers.JSONSerializer",  # with pickles, who may write to Redis may run any code
        }
    }
