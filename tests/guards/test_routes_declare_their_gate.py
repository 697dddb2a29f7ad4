"""Nobody comes through an address that has not said whom it lets in."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from minqing.kernel.access.public import Door
from minqing.project.urls import THIRD_PARTY


def leaves(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from leaves(entry, address)
        else:
            yield address, entry


ROUTES = dict(leaves(get_resolver()))
OURS = {address: leaf for address, leaf in ROUTES.items() if not address.startswith(THIRD_PARTY)}


@pytest.mark.parametrize("address", sorted(OURS))
def test_the_route_declares_its_door(address: str) -> None:
    callback = OURS[address].callback
    door = getattr(callback, "door", None)
    assert isinstance(door, Door), (
        f"{address}: {callback.__module__}.{callback.__qualname__} declares no door"
    )


def test_addresses_of_libraries_are_only_those_named() -> None:
    modules = {leaf.callback.__module__.split(".")[0] for leaf in OURS.values()}
    assert modules <= {"minqing", "ninja", "django"}
    others = {leaf.callback.__module__ for address, leaf in ROUTES.items() if address.startswith(THIRD_PARTY)}
    assert not [module for module in others if module.startswith("minqing.")]
