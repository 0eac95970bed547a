"""The trained tagger: a network that marks word pieces and points from words to cue and speaker, with its weights."""
