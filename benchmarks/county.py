"""The invented county of the measurements: an office, forty organs, a registrar, a handler and a leader each."""

import functools
from datetime import date
from typing import Final

from django.contrib.auth.hashers import make_password

from benchmarks.client import PASSWORD
from benchmarks.rows import County
from minqing.kernel.people.models import Account, Organ, Post
from minqing.kernel.people.rules import Duty, OrganKind

ORGANS: Final = 40
REGISTRARS: Final = 4


def _organ(code: str, name: str, kind: OrganKind, parent: Organ | None) -> Organ:
    found = Organ.objects.filter(code=code).first()
    return found or Organ.objects.create(code=code, name=name, short_name=name, kind=kind, parent=parent)


@functools.cache
def _password() -> str:
    """Return the hashed password: one for all, since each hash takes a third of a second on purpose."""
    return make_password(PASSWORD)


def _account(username: str, organ: Organ, duty: Duty) -> Account:
    found = Account.objects.filter(username=username).first()
    if found:
        return found
    account = Account.objects.create(username=username, password=_password(), name=username)
    Post.objects.create(account=account, organ=organ, duty=duty, title=str(duty), valid_from=date(2000, 1, 1))
    return account


def make_county(day: date) -> County:
    """Make the county once; a second call finds it."""
    county = _organ("bench", "测量县", OrganKind.COUNTY, None)
    office = _organ("xf", "测量县信访局", OrganKind.PETITION_OFFICE, county)
    registrars = [_account(f"registrar{n}", office, Duty.REGISTRAR) for n in range(REGISTRARS)]
    organs = []
    for number in range(ORGANS):
        organ = _organ(f"d{number:02d}", f"测量县第{number}局", OrganKind.DEPARTMENT, county)
        handler = _account(f"handler{number}", organ, Duty.HANDLER)
        _account(f"leader{number}", organ, Duty.LEADER)
        organs.append((organ.pk, handler.pk))
    _account("supervisor", office, Duty.SUPERVISOR)
    return County(county.pk, office.pk, registrars[0].pk, tuple(organs), 0, day)
