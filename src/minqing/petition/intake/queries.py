"""Reads of intake: a matter by its query code, and where a letter without an address goes."""

from django.conf import settings

from minqing.kernel.people.public import Organ, OrganKind
from minqing.petition.intake.codes import tail_fits
from minqing.petition.intake.rules import normal_code
from minqing.petition.matter.gate import ORGANS
from minqing.petition.matter.models import Petition


def open_by_code(query_code: str, tail: str) -> Petition | None:
    """Return the matter of a query code if the tail fits, else None.

    The digest is computed and compared whether or not the code exists, so that neither answer nor time tells
    which part was wrong. One query; the caller limits the rate. Uses index: petition_petition_query_code_key.
    """
    code = normal_code(query_code)
    found = Petition.objects.select_related(*ORGANS, "handler").filter(query_code=code).first()
    fits = tail_fits(code, "".join(tail.split()), found.query_tail if found else "")
    return found if found is not None and fits else None


def county_petition_office() -> Organ | None:
    """Return the petition office of this installation's county: the active one highest in the tree."""
    offices = Organ.objects.filter(kind=OrganKind.PETITION_OFFICE.value, active=True)
    return min(
        offices,
        key=lambda office: (
            office.place_id != settings.MINQING_PLACE,
            office.path.count("."),
            office.sort_key,
        ),
        default=None,
    )
