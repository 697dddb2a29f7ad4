"""No term and no move stands without the article it comes from."""

import pytest

from minqing.kernel.law import public as law
from minqing.kernel.law.public import Article
from minqing.petition.matter import rules


@pytest.mark.parametrize("profile", law.all_profiles(), ids=lambda profile: profile.id)
def test_every_term_has_an_article(profile: law.Profile) -> None:
    terms = dict(profile.terms)
    assert terms
    for name, term in terms.items():
        assert isinstance(term.article, Article), name
        assert term.article.source, name
        assert term.article.number, name


def test_profiles_do_not_contradict_one_another() -> None:
    assert law.check_profiles() == []


def test_every_move_has_an_article() -> None:
    assert rules.MOVES
    for move, entry in rules.MOVES.items():
        assert any(isinstance(part, Article) for part in parts_of(entry)), move


def parts_of(entry: object) -> tuple[object, ...]:
    """Return the parts of a table's entry, be it a tuple or a frozen dataclass."""
    if isinstance(entry, tuple):
        return entry
    return tuple(getattr(entry, name) for name in getattr(entry, "__dataclass_fields__", ()))
