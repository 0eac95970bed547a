"""Other people's names: an annotated text with its persons renamed, so that nobody is learnt by heart."""

import random
import re
from dataclasses import replace

from training.corpus import Example, Span

GIVEN = (
    "Aisha Akira Alejandra Amara Amina Anders Anjali Ans Arjun Astrid Ayesha Bence Beatriz Bongani Camila Carlos "
    "Chen Chidi Claire Daiki Dmitri Ebba Eilidh Elif Emre Esperanza Fatima Farouk Femi Giulia Goran Hana Hamid "
    "Hye-jin Ibrahim Ines Ingrid Isamu Ivana Jamal Javier Jelena Jin Joao Jomo Kavita Keiko Kwame Lakshmi Lars Leila "
    "Li Lucia Magda Mahmoud Malik Marta Mei Mehmet Miguel Milos Mina Mohammed Naledi Nasrin Ngozi Nikolai Noor Olga "
    "Omar Orla Pablo Paolo Petra Priya Rafael Rania Ravi Rosa Saoirse Samir Sanjay Santiago Siobhan Soledad Stefan "
    "Sunita Svetlana Tariq Tatiana Tendai Thabo Thi Tomasz Uma Viktor Wanjiru Wei Xiomara Yaw Yasmin Yuki Yusuf "
    "Zainab Zoltan Margaret Thomas Janet Peter Susan Gareth Niamh Duncan Hilary Donald Michael Sarah Emily Andrew "
    "Gloria Keith Denise Leroy Brenda Curtis Tamika"
).split()
FAMILY = (
    "Abara Abdullah Acheampong Adeyemi Ahmed Almeida Andersson Andrade Banerjee Bello Berg Bianchi Bondarenko "
    "Bouchard Castillo Chaudhry Chukwu Cohen Contreras Costa Dabrowski Das Davies Desai Diallo Dlamini Dubois "
    "Ekström El-Sayed Eriksen Escobar Fernandes Ferrari Fitzgerald Fofana Fujimoto Garza Ghosh Grigoryan Gutierrez "
    "Haddad Hakimi Hansen Hashimoto Horvath Hussein Ibarra Ivanov Iyer Jankowski Jovanovic Kamara Kaplan Karimi Kaya "
    "Khan Kimura Kovacs Kowalski Kruger Lefebvre Lindqvist Lombardi Lopes Mahlangu Malhotra Mancini Marchetti Mbeki "
    "McAllister McKenna Mehta Mendoza Moreau Mukherjee Mwangi Nakamura Ndiaye Nguyen Nkosi Novak Nowak O'Brien "
    "O'Sullivan Obi Okafor Olsen Ortega Osei Oyelaran Pacheco Papadopoulos Park Patel Pereira Petrov Popescu Quispe "
    "Rahman Ramos Rasmussen Reddy Riva Rodrigues Rossi Sato Schneider Sharma Shevchenko Silva Singh Soto Svensson "
    "Szabo Takahashi Tanaka Tembo Thapa Tran Traore Tshabalala Vargas Vasquez Villanueva Vogel Wójcik Wang Watanabe "
    "Weiss Yamamoto Yeo Yilmaz Zhang Zhou Zulu Baker Collins Hughes Fletcher Marsh Walsh"
).split()
NO_PERSON = re.compile(
    r"\b(?:House|News|Times|Post|Journal|Street|Department|Committee|Party|University|Institute|Center|Court|Bureau|Office|"
    r"Council|Commission|Campaign|Association|Union|Press|Street|Reserve|Guard|States?|Congress|Senate|City|County|New|North|"
    r"South|West|East|American?|Democrats?|Republicans?|Team|Poll|Group|Company|Bank|Police|National|Super|Supreme|General|The)\b"
)
PERSON = re.compile(r"(?:^|(?<=\s))([A-Z][a-z]+) (?:[A-Z]\. )?([A-Z][a-zA-Z’'-]*[a-z])(?=$|[,\s’'])")


def renamed(example: Example, chance: random.Random) -> Example:
    """The example with each person who speaks in it under another name, spans moved with the words."""
    table: dict[str, str] = {}
    for _, _, speaker in example.attributions:
        for start, end in speaker:
            words = example.text[start:end]
            found = None if NO_PERSON.search(words) else PERSON.search(words)
            if found:
                table.setdefault(found[1], chance.choice(GIVEN))
                table.setdefault(found[2], chance.choice(FAMILY))
    if not table:
        return example
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(table, key=len, reverse=True))) + r")(?![\w-])"
    )
    return _replaced(example, pattern, table)


def _replaced(example: Example, pattern: re.Pattern[str], table: dict[str, str]) -> Example:
    out: list[str] = []
    moved: list[tuple[int, int]] = []
    """At and after the first place, a place has moved by the second number."""
    last = shift = 0
    for match in pattern.finditer(example.text):
        out += [example.text[last : match.start()], table[match[0]]]
        shift += len(table[match[0]]) - len(match[0])
        moved.append((match.end(), shift))
        last = match.end()
    text = "".join([*out, example.text[last:]])
    places = iter(moved)
    by_place: list[int] = []
    current, coming = 0, next(places, None)
    for place in range(len(example.text) + 1):
        while coming and coming[0] <= place:
            current, coming = coming[1], next(places, None)
        by_place.append(place + current)

    def move(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((by_place[start], by_place[end]) for start, end in spans)

    return replace(
        example, text=text, attributions=tuple(tuple(move(part) for part in parts) for parts in example.attributions)
    )
