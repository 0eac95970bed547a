"""Whom tagged words mean: names, titles, pronouns, roles, those who passed the words on, the day."""
