"""Feeds as outlets write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.news_site import NewsSite


def item(number: int, *, site: NewsSite | None = None, text: str = "", path: str = "") -> str:
    link = f"{site.url if site else 'https://post.example'}{path or f'/bridge/{number}'}"
    moment = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=number)
    return (
        f"<item><title>Bridge {number}</title><link>{link}</link><guid>id-{number}</guid>"
        f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )


def rss(*items: str) -> str:
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{head}<title>Evening Post</title>{''.join(items)}</channel></rss>"
