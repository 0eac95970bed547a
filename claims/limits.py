"""How much is taken in. Known to the settings, so nothing is imported here."""

MAX_BYTES = 20_000_000
"""Of a file, or a request. Pages of big outlets have some 3 MB of scripts, saved ones pictures besides."""
MAX_TEXT = 2_000_000
"""Bytes of an article's own words, in UTF-8; escaped in JSON they may take six times as many."""
MAX_TEXT_AT_ONCE = 200_000
"""Bytes of text that are taken in while the sender waits; longer ones go to the worker."""
MAX_PAGE_AT_ONCE = 2_000_000
"""The same for text in mark-up, most of which is no words."""
MAX_UNPACKED = 50_000_000
"""Bytes of the words and mark-up in a packed document (DOCX, ODT), which may be a thousand times its own."""
MAX_PAGES = 500
"""Of a PDF."""
MAX_FEED = 10_000_000
"""Bytes of a feed."""
MAX_ENTRIES = 20_000
"""Of a feed."""
MAX_BATCH = 90_000_000
"""Bytes of many articles in one request; the server cuts it off at 100 MB."""
MAX_BATCH_UNPACKED = 500_000_000
"""Bytes of all that is in a ZIP of many articles."""
MAX_FILES = 1_000
"""Sent at once; more go into a ZIP."""
MAX_ROWS = 20_000
"""Articles in one batch."""
MAX_ROW = 4_000_000
"""Bytes of a row of JSONL or CSV: the longest text, with marks escaped."""
