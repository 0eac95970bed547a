"""Where the marks of an attribution map stand."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claims.pages.map_layout import Answer, Box, Drawing, Lane, lay_out

Story = tuple[dict[str, list[int]], list[Lane], list[Answer]]
NOTES = st.lists(st.sampled_from(["to the council", "via Press Agency"]), max_size=3).map(tuple)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Some parties in groups, each with at least one lane, and answers between any of them."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    numbers = iter(range(1, sum(sizes) + 1))
    groups = {f"kind {at}": [next(numbers) for _ in range(size)] for at, size in enumerate(sizes)}
    parties = range(1, sum(sizes) + 1)
    lanes = [
        Lane(party, statement, draw(NOTES), draw(st.integers(1, 3)))
        for party in parties
        for statement in range(draw(st.integers(1, 4)))
    ]
    pairs = draw(st.lists(st.tuples(st.sampled_from(parties), st.sampled_from(parties)), max_size=12))
    return groups, lanes, [Answer(number, party, other) for number, (party, other) in enumerate(pairs, start=1)]


def marks(drawing: Drawing) -> list[Box]:
    parties = [party for group in drawing.groups for party in group.parties.values()]
    lanes = [lane for party in parties for lane in party.lanes]
    return [
        *(Box(drawing.left, group.y, 100, 20) for group in drawing.groups),
        *(party.box for party in parties),
        *(lane.words for lane in lanes),
        *(box for lane in lanes for _, box in lane.notes),
        *(box for _, box in drawing.ends),
        *(answer.label for answers in drawing.answers.values() for answer in answers),
    ]


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@given(stories())
def test_no_mark_lies_on_another_or_leaves_the_picture(story: Story) -> None:
    drawing = lay_out(*story)
    assert [pair for pair in combinations(marks(drawing), 2) if overlap(*pair)] == []
    for box in marks(drawing):
        assert 0 <= box.x < box.right <= drawing.width
        assert 0 <= box.y < box.bottom <= drawing.height


@given(stories())
def test_no_line_of_an_answer_lies_on_another_or_leaves_the_picture(story: Story) -> None:
    answers = [answer for found in lay_out(*story).answers.values() for answer in found]
    heights = [height for answer in answers for height in (answer.start, answer.stop)]
    assert len(set(heights)) == len(heights) == 2 * len(story[2])
    for one, other in combinations(answers, 2):
        (low, high), (start, stop) = sorted((one.start, one.stop)), sorted((other.start, other.stop))
        assert one.track != other.track or high < start or stop < low
    assert all(0 < answer.track < answer.label.x for answer in answers)


@given(stories())
def test_everything_is_drawn_once_and_answers_start_and_stop_at_those_whom_they_join(story: Story) -> None:
    groups, lanes, answers = story
    drawing = lay_out(*story)
    parties = {number: party for group in drawing.groups for number, party in group.parties.items()}
    assert {group.name: list(group.parties) for group in drawing.groups} == groups
    drawn = [placed.lane for party in parties.values() for placed in party.lanes]
    assert sorted(drawn, key=repr) == sorted(lanes, key=repr)
    placed = {answer.number: answer for found in drawing.answers.values() for answer in found}
    for answer in answers:
        assert parties[answer.party].box.y < placed[answer.number].start < parties[answer.party].box.bottom
        assert parties[answer.other].box.y < placed[answer.number].stop < parties[answer.other].box.bottom


@given(stories())
def test_each_lane_ends_beside_its_article(story: Story) -> None:
    drawing = lay_out(*story)
    lanes = [lane for group in drawing.groups for party in group.parties.values() for lane in party.lanes]
    for placed in lanes:
        assert [pk for pk, box in drawing.ends if box.y <= placed.words.y < box.bottom] == [placed.lane.end]


@given(stories())
def test_the_same_story_is_drawn_the_same_again(story: Story) -> None:
    assert lay_out(*story) == lay_out(*story)


def test_a_map_without_answers_keeps_no_room_for_them() -> None:
    without = lay_out({"person": [1]}, [Lane(1, 1, (), 1)], [])
    assert without.width < lay_out({"person": [1]}, [Lane(1, 1, (), 1)], [Answer(1, 1, 1)]).width


def test_of_nobody_there_is_an_empty_picture() -> None:
    assert lay_out({}, [], []).groups == []
