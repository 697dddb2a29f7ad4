"""What the shared components take from the page they stand on: nothing but what they are given."""

from django.template import Context, Template


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_card_shows_no_acts_of_the_page_around_it() -> None:
    page = drawn('<c-card title="积案台账">三件</c-card>', acts=["<internals>"])
    assert "积案台账" in page
    assert "internals" not in page


def test_a_card_shows_the_acts_it_is_given() -> None:
    source = '<c-card title="积案台账"><c-slot name="acts"><a href="/x">导出</a></c-slot>三件</c-card>'
    assert '<a href="/x">导出</a>' in drawn(source, acts=["<internals>"])
