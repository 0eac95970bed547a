"""The settings of production, with the bare view beside the application and a count of queries on request."""

from newsapp.settings import *  # noqa: F403
from newsapp.settings import INSTALLED_APPS, MIDDLEWARE

RATE_SIGNED_IN = RATE_VISITORS = 0
ROOT_URLCONF = "benchmarks.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
MIDDLEWARE = ["benchmarks.counting.count_queries", *MIDDLEWARE]
