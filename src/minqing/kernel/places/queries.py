"""Finding divisions: by code, by parent, by name or pinyin initials."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from minqing.kernel.places.models import Place
from minqing.kernel.places.rules import lineage
from minqing.kernel.text.public import normalise, pinyin_initials

# Enough to choose from; somebody who sees more types another letter.
SEARCH_LIMIT = 50
# 市辖区, 县 and the like are places of the statistics only and say nothing in an address.
_SILENT = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def full_name(code: str) -> str:
    """四川省巴中市通江县诺江镇: the names from the province down, one query; "" for an unknown code.

    A code below the ones imported names as far as is known.
    """
    codes = lineage(code)
    names = dict(Place.objects.filter(code__in=codes).values_list("code", "name"))
    return "".join(names[c] for c in codes if c in names and names[c] not in _SILENT)


def full_names(codes: list[str]) -> dict[str, str]:
    """``full_name`` of many codes in one query, for lists."""
    wanted = {each for code in codes for each in lineage(code)}
    names = dict(Place.objects.filter(code__in=wanted).values_list("code", "name"))
    return {
        code: "".join(names[c] for c in lineage(code) if c in names and names[c] not in _SILENT)
        for code in codes
    }


def children_of(code: str) -> QuerySet[Place]:
    """The divisions directly below a code, sorted by pinyin; of "" the provinces.

    Uses index: places_children
    """
    if not code:
        return Place.objects.filter(parent__isnull=True)
    return Place.objects.filter(parent_id=code)


def ancestors_of(code: str) -> list[Place]:
    """The known divisions from the province down to the code itself."""
    return sorted(Place.objects.filter(code__in=lineage(code)), key=lambda place: len(place.code))


def search_places(text: str, under: str = "") -> list[Place]:
    """Divisions whose name holds ``text`` or whose pinyin initials begin with it (sxx), best first.

    ``under`` limits the search to a division and what lies below it.  Exact names first, then names that
    begin so, then higher levels, then pinyin; at most 50.  Empty text finds nothing.

    Uses index: places_initials for initials, the key's for ``under``; a part of a name within the whole table
    is read through, which suits a county's thousand rows.
    """
    folded = normalise(text).replace(" ", "")
    if not folded:
        return []
    match = Q(folded__contains=folded)
    if folded.isascii():
        match |= Q(initials__startswith=folded) | Q(code__startswith=folded)
    else:
        match |= Q(folded=folded)
    rank = Case(
        When(folded=folded, then=Value(0)),
        When(initials=folded, then=Value(0)),
        When(folded__startswith=folded, then=Value(1)),
        When(initials__startswith=folded, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    found = Place.objects.filter(match, code__startswith=under).annotate(rank=rank)
    return list(found.order_by("rank", Length("code"), "sort_key", "code")[:SEARCH_LIMIT])


def initials_of(name: str) -> str:
    """The initials a division is stored under; one place for import and search to agree on."""
    return pinyin_initials(name)[:80]
