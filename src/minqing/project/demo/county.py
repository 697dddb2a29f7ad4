"""Sets up the demo county: divisions, calendar, organs and accounts. What exists is left alone."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from minqing.kernel.people.public import (
    Account,
    Duty,
    Organ,
    OrganKind,
    Particulars,
    Post,
    Standing,
    appoint,
    open_account,
    place_organ,
    register_organ,
)
from minqing.kernel.places.public import DEMO_COUNTY, Place, import_divisions, packaged_divisions

# Long enough for the password rule, easy enough to type at a demonstration; printed with the accounts.
PASSWORD = "tongjiang-2026"  # noqa: S105 - the demo prints it
APPOINTED = date(2020, 1, 1)
PARTICULARS = ("telephone", "address", "letter_code", "hours")


def read_data(name: str) -> dict[str, Any]:
    """Return one of the demo's data files."""
    return tomllib.loads((files("minqing.project.demo") / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Desk:
    """One account of the demo as its table shows it."""

    username: str
    name: str
    role: str
    shown: bool


def ensure_county() -> list[Desk]:
    """Make what is missing of divisions, organs and accounts; return the accounts in their order."""
    if not Place.objects.filter(pk=DEMO_COUNTY).exists():
        import_divisions(packaged_divisions())
    data = read_data("county.toml")
    with transaction.atomic():
        organs = _ensure_organs(data["organs"])
        return _ensure_accounts(data["accounts"], organs)


def _ensure_organs(rows: list[dict[str, Any]]) -> dict[str, Organ]:
    known = {organ.code: organ for organ in Organ.objects.select_related("parent")}
    for place, row in enumerate(rows):
        if row["code"] in known:
            continue
        known[row["code"]] = register_organ(
            code=row["code"],
            name=row["name"],
            short_name=row["short"],
            kind=OrganKind(row["kind"]),
            parent=known.get(row.get("parent", "")),
            place_code=row.get("place") or None,
            sort_key=f"{place:03d}",
            particulars=Particulars(**{name: row.get(name, "") for name in PARTICULARS}),
        )
    for row in rows:
        standing = Standing(
            superior_id=known[row["superior"]].pk if "superior" in row else None,
            outside=bool(row.get("outside", False)),
        )
        if standing != Standing() and known[row["code"]].standing == Standing():
            place_organ(organ_id=known[row["code"]].pk, standing=standing)
    return known


def _ensure_accounts(rows: list[dict[str, Any]], organs: dict[str, Organ]) -> list[Desk]:
    known = set(Account.objects.values_list("username", flat=True))
    # Hashing is slow on purpose; one hash serves all accounts of a demo whose password is printed anyway.
    hashed = "" if known.issuperset(row["username"] for row in rows) else make_password(PASSWORD)
    desks = []
    for row in rows:
        desks.append(Desk(row["username"], row["name"], row["role"], row["shown"]))
        if row["username"] in known:
            continue
        account = open_account(username=row["username"], name=row["name"])
        account.password = hashed
        account.save(update_fields=["password"])
        for post in row["posts"]:
            code, duty, title = post.split(" ")
            appoint(account=account, organ=organs[code], duty=Duty(duty), title=title, valid_from=APPOINTED)
    return desks


def accounts_table(desks: list[Desk]) -> str:
    """Return the accounts worth trying and the one password, as text for a terminal."""
    shown = [desk for desk in desks if desk.shown]
    lines = [f"演示账号 demo accounts · 密码 password: {PASSWORD}", ""]
    lines += [f"  {desk.username:<12}{desk.role}（{desk.name}）" for desk in shown]
    lines.append("  其他单位 other organs: cb-<单位编码> 承办人, ld-<单位编码> 领导, 例如 cb-rsj, ld-rsj")
    return "\n".join(lines)


def posts_of(today: date) -> dict[tuple[str, str], Account]:
    """Return the first account of each duty in each organ on a day, by organ code and duty."""
    found: dict[tuple[str, str], Account] = {}
    held = Post.objects.on(today).select_related("account", "organ").order_by("account__username")
    for post in held:
        found.setdefault((post.organ.code, post.duty), post.account)
    return found
