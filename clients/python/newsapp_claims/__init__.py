"""A client of newsapp: ``Client`` reads and writes records (``newsapp_claims.records``), and raises NewsappErrors."""

from newsapp_claims.client import Client as Client
from newsapp_claims.errors import Damaged as Damaged
from newsapp_claims.errors import NewsappError as NewsappError
from newsapp_claims.errors import NotFound as NotFound
from newsapp_claims.errors import Refused as Refused
from newsapp_claims.errors import Stale as Stale
from newsapp_claims.errors import StillRunning as StillRunning
from newsapp_claims.errors import TooMany as TooMany
from newsapp_claims.errors import Unavailable as Unavailable
