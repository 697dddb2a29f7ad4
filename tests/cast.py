"""The standing cast of one county: organs, posts and accounts every test may use.

All names are invented. 通江县's place codes appear because its divisions are shipped; no row of ``places`` is
needed. ``from tests.cast import make_cast`` in a test that may write, or in a fixture of your own.
"""

from dataclasses import dataclass, field
from datetime import date

from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account, Actor, Duty, Organ, OrganKind

APPOINTED = date(2020, 1, 1)
"""Since when everybody holds their post; early enough for every dated example of the law tables."""

PASSWORD = "correct horse battery"
"""The password of every account of the cast."""

ON = date(2026, 11, 23)
"""The day on which the posts are looked up unless a test names another."""


@dataclass(frozen=True)
class Cast:
    """Who is who: organs by what they are, accounts by what they do."""

    county: Organ
    petition_office: Organ
    housing: Organ
    resources: Organ
    civil_affairs: Organ
    discipline: Organ
    township: Organ
    other_township: Organ
    village: Organ
    registrar: Account
    supervisor: Account
    steward: Account
    office_leader: Account
    handler: Account
    second_handler: Account
    leader: Account
    other_handler: Account
    other_leader: Account
    township_registrar: Account
    township_handler: Account
    discipline_handler: Account
    townships: tuple[Organ, ...] = field(default=())

    def actor(self, account: Account, on: date = ON) -> Actor:
        """Return the account as an actor on a day."""
        return people.actor_of(account, on)


def make_organ(code: str, name: str, kind: OrganKind, parent: Organ | None = None, short: str = "") -> Organ:
    """Return a stored organ."""
    return people.register_organ(code=code, name=name, kind=kind, parent=parent, short_name=short)


def make_account(username: str, name: str, *posts: tuple[Organ, Duty, str]) -> Account:
    """Return a stored account holding the posts since ``APPOINTED``."""
    account = people.open_account(username=username, name=name, password=PASSWORD)
    for organ, duty, title in posts:
        people.appoint(account=account, organ=organ, duty=duty, title=title, valid_from=APPOINTED)
    return account


def make_cast() -> Cast:
    """Store the county's organs and accounts and return them by role."""
    county = make_organ("county", "通江县人民政府", OrganKind.COUNTY, short="县政府")
    office = make_organ("xfj", "通江县信访局", OrganKind.PETITION_OFFICE, county, "信访局")
    housing = make_organ("zjj", "通江县住房和城乡建设局", OrganKind.DEPARTMENT, county, "住房和城乡建设局")
    resources = make_organ("zrzyj", "通江县自然资源局", OrganKind.DEPARTMENT, county, "自然资源局")
    civil = make_organ("mzj", "通江县民政局", OrganKind.DEPARTMENT, county, "民政局")
    discipline = make_organ("jw", "通江县纪律检查委员会", OrganKind.DISCIPLINE, county, "县纪委")
    township = make_organ("nsh", "诺水河镇人民政府", OrganKind.TOWNSHIP, county, "诺水河镇")
    other_township = make_organ("tc", "铁厂乡人民政府", OrganKind.TOWNSHIP, county, "铁厂乡")
    village = make_organ("nsh-zt", "梓潼村村民委员会", OrganKind.VILLAGE, township, "梓潼村")
    return Cast(
        county=county,
        petition_office=office,
        housing=housing,
        resources=resources,
        civil_affairs=civil,
        discipline=discipline,
        township=township,
        other_township=other_township,
        village=village,
        townships=(township, other_township),
        registrar=make_account("registrar", "李桂兰", (office, Duty.REGISTRAR, "登记员")),
        supervisor=make_account("supervisor", "赵明山", (office, Duty.SUPERVISOR, "督查科科长")),
        steward=make_account("steward", "周文静", (office, Duty.STEWARD, "系统管理员")),
        office_leader=make_account("office_leader", "孙建业", (office, Duty.LEADER, "局长")),
        handler=make_account("handler", "王建国", (housing, Duty.HANDLER, "信访科科员")),
        second_handler=make_account("second_handler", "陈𠮷", (housing, Duty.HANDLER, "信访科科员")),
        leader=make_account("leader", "刘志远", (housing, Duty.LEADER, "副局长")),
        other_handler=make_account("other_handler", "吴㛃", (resources, Duty.HANDLER, "信访科科员")),
        other_leader=make_account("other_leader", "郑小川", (resources, Duty.LEADER, "副局长")),
        township_registrar=make_account("township_registrar", "何春梅", (township, Duty.REGISTRAR, "登记员")),
        township_handler=make_account("township_handler", "马䶮", (township, Duty.HANDLER, "综治办干事")),
        discipline_handler=make_account(
            "discipline_handler", "高远", (discipline, Duty.HANDLER, "信访室干部")
        ),
    )
