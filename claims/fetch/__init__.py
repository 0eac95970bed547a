"""The network, with its guards: an address in, bytes and headers out. Knows no models and no web of our own."""

from claims.fetch.addresses import parsed
from claims.fetch.errors import FetchError
from claims.fetch.fetching import Fetched, fetch
from claims.fetch.posting import post

__all__ = ["FetchError", "Fetched", "fetch", "parsed", "post"]
