"""What a client would rather have (RFC 7240)."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

RESPOND_ASYNC = "respond-async"
PREFER = OpenApiParameter(
    "Prefer", str, OpenApiParameter.HEADER, description=f"{RESPOND_ASYNC}: answer 202 at once and do the work later"
)
PREFERENCE_APPLIED = OpenApiParameter(
    "Preference-Applied", str, OpenApiParameter.HEADER, description="what of Prefer was done", response=[202]
)


def prefers(request: Request, preference: str) -> bool:
    """Whether the client names the preference in Prefer, perhaps among others or with a value."""
    named = request.headers.get("Prefer", "").lower().split(",")
    return preference in {entry.partition(";")[0].partition("=")[0].strip() for entry in named}
