"""A client of newsapp: claims, and who made them.

``Client`` reads and writes; what it gives are the JSON objects of the API, typed in ``newsapp_claims.records``; what
goes wrong is a ``NewsappError``.
"""

from newsapp_claims.client import Client as Client
from newsapp_claims.errors import Damaged as Damaged
from newsapp_claims.errors import NewsappError as NewsappError
from newsapp_claims.errors import NotFound as NotFound
from newsapp_claims.errors import Refused as Refused
from newsapp_claims.errors import Stale as Stale
from newsapp_claims.errors import TooMany as TooMany
from newsapp_claims.errors import Unavailable as Unavailable
