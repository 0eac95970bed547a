"""Making and revoking tokens. Each is a Change, whose note names the token and never its secret."""

from datetime import timedelta

from claims.choices import ChangeKind
from claims.services.changes import changing
from newsapp.accounts.models import Token, User


def make_token(
    owner: User, *, by: User | str, name: str, scope: str, outlets: list[int] | None, days: int
) -> tuple[Token, str]:
    """The token and its secret, which is not stored and shown this once."""
    note = f"made a token of {owner.username}: {name}, scope {scope}, good for {days} days"
    with changing(ChangeKind.ACCOUNT, by=by, note=note) as change:
        made: tuple[Token, str] = Token.objects.create(
            owner, expiry=timedelta(days=days), name=name, scope=scope, outlets=outlets
        )
        change.stored()
    return made


def revoke_token(token: Token, *, by: User | str) -> None:
    """From now on it opens nothing."""
    note = f"revoked a token of {token.user.username}: {token.name}, scope {token.scope}"
    with changing(ChangeKind.ACCOUNT, by=by, note=note) as change:
        token.delete()
        change.stored()
