"""The card of a claim for other people’s pages, by oEmbed 1.0."""
