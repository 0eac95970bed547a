"""Every page that there is, so that what holds for all of them is asked of all of them."""

from __future__ import annotations

from tests.browser.newsroom import Newsroom


def pages_to_read(newsroom: Newsroom) -> dict[str, str]:
    """The pages that a visitor may open where visitors read everything, by name."""
    speaker = newsroom.threats.speaker
    assert speaker
    return {
        "claims": "/?page_size=10",
        "claims-filtered": f"/claims/?speaker={speaker.pk}&status=confirmed&order=oldest",
        "review": "/review/?page_size=10",
        "review-changed": "/review/?changed=true",
        "claims-none": "/claims/?q=zeppelin",
        "article": f"/articles/{newsroom.consulate.pk}/",
        "article-difference": f"/articles/{newsroom.consulate.pk}/difference/",
        "article-map": f"/articles/{newsroom.consulate.pk}/map/",
        "map": f"/map/?article={newsroom.consulate.pk}&article={newsroom.answers.pk}&article={newsroom.warning.pk}",
        "claim": f"/claims/{newsroom.threats.pk}/",
        "claim-passed-on": f"/claims/{newsroom.condemns.pk}/",
        "speaker": f"/speakers/{speaker.pk}/",
        "speakers": "/speakers/",
        "articles": "/articles/",
        "sign-in": "/sign-in/",
        "not-found": "/nothing/",
        "bad-filter": "/claims/?status=unheard-of",
    }


def pages_to_embed(newsroom: Newsroom) -> dict[str, str]:
    """The pages that stand in a frame of other people's pages, with nothing of the site's own around them."""
    return {
        "embed": f"/claims/{newsroom.threats.pk}/embed/",
        "embed-changed": f"/claims/{newsroom.condemns.pk}/embed/?version=00000000-00000000",
        "embed-none": "/claims/999999999/embed/",
    }


def pages_to_work(newsroom: Newsroom) -> dict[str, str]:
    """The pages that an editor may open, by name."""
    return pages_to_read(newsroom) | {
        "work": "/work/",
        "take-in": "/articles/new/",
        "intakes": "/intakes/",
        "intake": f"/intakes/{newsroom.failed_intake.pk}/",
        "batches": "/batches/",
        "batch": f"/batches/{newsroom.batch.pk}/",
        "feeds": "/feeds/",
        "account": "/account/",
        "password": "/account/password/",
    }


def pages_to_run(newsroom: Newsroom) -> dict[str, str]:
    """The pages that administrators alone may open, or that have more for them, by name."""
    return {"webhooks": "/webhooks/", "webhook": f"/webhooks/{newsroom.webhook.pk}/", "account-of-one": "/account/"}


PAGES_OF = {"visitor": pages_to_read, "editor": pages_to_work, "administrator": pages_to_run}
"""What is looked through in whose name."""
