"""The move table: every state is reached, every step has its article, nothing leaves an end but a rating."""

from collections import deque
from pathlib import Path

import pytest

from minqing.kernel.law.rules import Refused
from minqing.petition.matter.rules import FINISHED, MOVE_WORDS, MOVES, STATE_WORDS, Move, State, step


def reached_from(start: State) -> set[State]:
    seen, waiting = {start}, deque([start])
    while waiting:
        state = waiting.popleft()
        for (origin, _move), found in MOVES.items():
            if origin is state and found.to not in seen:
                seen.add(found.to)
                waiting.append(found.to)
    return seen


def test_every_state_is_reached_from_hand_in() -> None:
    assert reached_from(State.RECEIVED) == set(State)


@pytest.mark.parametrize("state", [s for s in State if s not in FINISHED])
def test_every_open_state_leads_to_an_end(state: State) -> None:
    assert reached_from(state) & FINISHED


def test_nothing_leaves_a_finished_matter_but_its_rating() -> None:
    out = {move for (state, move) in MOVES if state in FINISHED}
    assert out == {Move.EVALUATE}
    assert all(
        MOVES[state, Move.EVALUATE].to is state for state in FINISHED if (state, Move.EVALUATE) in MOVES
    )


def test_every_step_stands_on_an_article_of_the_regulation() -> None:
    # The answer without paper stands on the method of simple handling, read in part only: no number.
    rest = {key: found for key, found in MOVES.items() if key[1] is not Move.TELL}
    assert all(found.basis.source == "信访工作条例" and found.basis.number for found in rest.values())
    assert MOVES[State.HANDLING, Move.TELL].basis.source == "信访事项简易办理办法"


def test_every_move_is_used_and_every_value_has_its_words() -> None:
    assert {move for _, move in MOVES} == set(Move)
    assert set(STATE_WORDS) == set(State)
    assert set(MOVE_WORDS) == set(Move)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_a_move_leads_on_or_is_refused_with_words_and_article(state: State, move: Move) -> None:
    found = step(state, move)
    if (state, move) in MOVES:
        assert found == MOVES[state, move]
    else:
        assert isinstance(found, Refused)
        assert STATE_WORDS[state] in found.reason
        assert found.basis is not None


def test_the_documentation_shows_the_table_as_it_is() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "path.md").read_text(encoding="utf-8")
    for (state, move), found in MOVES.items():
        row = (
            f"| {STATE_WORDS[state]} `{state}` | {MOVE_WORDS[move]} `{move}` "
            f"| {STATE_WORDS[found.to]} `{found.to}` | {found.basis.cite} |"
        )
        assert row in page
    table = page.partition("## Moves")[2].partition("\n## ")[0]
    assert table.count(" | 《") == len(MOVES)
