"""Set up Django for a program of the tests' own: import this before anything that has to do with models.

Such a program has the settings of the tests, and SQLite in their temporary folder whatever database is named.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.pop("DATABASE_URL", None)
django.setup()
