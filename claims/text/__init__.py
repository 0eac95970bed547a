"""Words as text: names and titles, likeness, the places of spans, marking. Pure; knows no other room."""
