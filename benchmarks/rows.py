"""Makes invented matters in bulk as COPY text: the rows the real actions would have written, much faster.

A corpus of invented letters is segmented once; each matter takes one, with its own person, place, days and number, so
names and numbers are all different and words repeat as they do in life. Every chain of the ledger is a real one:
`minqing ledger verify` passes on what is made here. Each kind of row is a line with gaps, since filling gaps is
several times as fast as naming columns, and 5,000 matters a second leave 0.2 ms each.
"""

import functools
import hashlib
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Model

from minqing.kernel.ledger.models import Entry
from minqing.kernel.ledger.rules import START, Stream
from minqing.kernel.people.models import Person
from minqing.kernel.search.models import SearchEntry
from minqing.kernel.search.public import row_for_copy
from minqing.petition.models import Petition, RequestItem, RunningClock

SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉梅红建国志文海燕春秀珍云凤林峰波辉东晓琴莉雪荣爱梦龙飞凯浩宇轩子涵欣怡佳琪思远博一诺若曦"
PLACES: Final = "河东村 河西村 石桥村 松树湾 柏林坝 大坪村 新店子 李家沟 王家坪 张家湾 东门社区 西街社区 南坝社区 北关社区 平安小区 幸福里 老街 滨河路 建设路 工业园"
THINGS: Final = "路灯 排水沟 自来水 垃圾 噪声 油烟 工资 社保 医保 养老金 宅基地 征地补偿 拆迁安置 危房 学位 校车 公交 物业费 电梯 停车位 违章搭建 河道污染 养殖场 低保 残疾补助 退伍安置 土地承包 林权 水库移民 道路塌陷"
FAULTS: Final = "一直没有解决 多次反映没有答复 影响老人出行 已经拖了半年 被挪作他用 标准和公示的不一样 没有按合同办 夜里无法休息 存在安全隐患 没有通知到户 名单里漏了我家 收费没有依据 下雨就积水 冬天停了三次 手续跑了五趟"
WISHES: Final = "请尽快派人来看 请给一个书面答复 请按政策补发 请公开账目 请修好 请停止施工 请责令整改 请说明依据 请重新核定 请帮助协调"
CLASSES: Final = ("010100", "020100", "030100", "040100", "050100", "060100", "070100")


NOTHING: Final = r"\N"
NAMES: Final = 6_000
EPOCH: Final = date(1970, 1, 1).toordinal()


def uuid7(milliseconds: int, source: random.Random) -> str:
    """Return an id of version 7 for an instant of the past, as text."""
    low = f"{source.getrandbits(74):019x}"
    high = f"{milliseconds:012x}"
    return f"{high[:8]}-{high[8:]}-7{low[:3]}-{'89ab'[int(low[3], 16) & 3]}{low[4:7]}-{low[7:]}"


@functools.lru_cache(maxsize=20_000)
def day_text(ordinal: int) -> str:
    """Return a day given by its ordinal as ISO text."""
    return date.fromordinal(ordinal).isoformat()


def copy_text(value: object) -> str:
    r"""Return one value as COPY reads it: \N for nothing, backslash escapes for the rest."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        value = "{" + ",".join(str(each) for each in value) + "}"
    text = str(value)
    return text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")


class Table:
    """COPY text of one model's table; columns not named in a line's form keep their default."""

    def __init__(self, model: type[Model], *, without: Sequence[str] = ()) -> None:
        fields = [field for field in model._meta.concrete_fields if field.column not in without]  # noqa: SLF001
        self.name = model._meta.db_table  # noqa: SLF001
        self.columns = [str(field.column) for field in fields]
        self._defaults: dict[str, str] = {
            str(field.column): copy_text(
                None if field.primary_key or (not field.has_default() and field.null) else field.get_default()
            )
            for field in fields
        }
        self.lines: list[str] = []

    def form(self, **given: str) -> str:
        """Return a line of this table in which the named columns hold what is given, gaps such as ``{id}`` included."""
        unknown = given.keys() - set(self.columns)
        if unknown:
            raise KeyError(f"{self.name} has no {', '.join(sorted(unknown))}")
        defaults: dict[str, str] = {
            name: text.replace("{", "{{").replace("}", "}}") for name, text in self._defaults.items()
        }
        texts: dict[str, str] = defaults | given
        return "\t".join(texts[column] for column in self.columns)

    def statement(self) -> str:
        """Return the COPY statement of this table."""
        return f"COPY {self.name} ({', '.join(self.columns)}) FROM STDIN"

    def taken(self) -> bytes:
        """Return the rows so far as one block, and begin anew."""
        block = ("\n".join(self.lines) + "\n").encode() if self.lines else b""
        self.lines.clear()
        return block


@dataclass(frozen=True, slots=True)
class County:
    """Who works in the invented county: ids of the office, the organs with their handlers, and the registrar."""

    county: UUID
    office: UUID
    registrar: UUID
    organs: tuple[tuple[UUID, UUID], ...]
    first_seq: int
    today: date


@dataclass(frozen=True, slots=True)
class Letter:
    """One invented letter, segmented once; every text as COPY reads it."""

    title: str
    body: str
    request: str
    vector: str


def corpus(size: int, seed: int) -> list[Letter]:
    """Return ``size`` invented letters of 60 to 200 characters, the same for the same seed."""
    source = random.Random(seed)
    places, things = PLACES.split(), THINGS.split()
    faults, wishes = FAULTS.split(), WISHES.split()
    letters = []
    for number in range(size):
        place, thing = source.choice(places), source.choice(things)
        chosen = source.sample(faults, source.randint(3, 9))
        title = f"{place}{thing}{chosen[0]}"
        wish = f"{source.choice(wishes)}，{source.choice(wishes)}"
        body = (
            f"我家住在{place}{source.randint(1, 300)}号。关于{thing}："
            + "，".join(chosen)
            + f"。{wish}。第{number}件。"
        )
        vector = copy_text(row_for_copy(f"{title} {body}")[0])
        letters.append(Letter(copy_text(title), copy_text(body), copy_text(wish), vector))
    return letters


@functools.cache
def people_of(size: int, seed: int) -> tuple[tuple[str, str], ...]:
    """Return ``size`` invented names, each with what makes it findable as COPY text; names repeat as in life."""
    source = random.Random(seed)
    names = [source.choice(SURNAMES) + "".join(source.choices(GIVEN, k=2)) for _ in range(size)]
    return tuple((name, row_for_copy("", names=(name,))[1]) for name in names)


# What was done, by whom (nobody, the registrar, the handler), days after receipt.
OPEN_ACTS: Final = (
    ("petition.handed_in", "nobody", 0),
    ("petition.registered", "registrar", 1),
    ("petition.referred", "registrar", 1),
    ("petition.accepted", "handler", 2),
)
CLOSED_ACTS: Final = (
    *OPEN_ACTS,
    ("petition.opinion_issued", "handler", 40),
    ("petition.closed", "handler", 45),
)


class Maker:
    """Makes matters one after another into the tables' buffers."""

    def __init__(self, county: County, letters: Sequence[Letter], seed: int) -> None:
        self.county, self.letters = county, letters
        self.source = random.Random(seed)
        self.petitions = Table(Petition)
        self.requests = Table(RequestItem)
        self.clocks = Table(RunningClock)
        self.entries = Table(Entry, without=("id",))
        self.search = Table(SearchEntry)
        self.people = Table(Person)
        self._person: tuple[str, str, str] | None = None
        self._organs = [(str(organ), str(handler)) for organ, handler in county.organs]
        self._names = people_of(NAMES, seed % 64)
        self._today = county.today.toordinal()
        self._forms()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in the order their rows may be written."""
        return (self.people, self.petitions, self.requests, self.clocks, self.entries, self.search)

    def _matter_forms(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the cells of a matter, and those a closed one has otherwise."""
        matter = {
            "id": "{id}",
            "number": "{number}",
            "query_code": "{code}",
            "query_tail": "0" * 64,
            "state": "handling",
            "channel": "{channel}",
            "purpose": "claim",
            "procedure": "31-6",
            "content_class": "{content}",
            "title": "{letter.title}",
            "body": "{letter.body}",
            "petitioner_id": "{person}",
            "petitioner_name": "{name}",
            "received_by_id": str(self.county.office),
            "holder_id": "{organ}",
            "handling_id": "{organ}",
            "handler_id": "{handler}",
            "received_at": "{at}",
            "received_on": "{received}",
            "registered_on": "{received}",
            "referred_on": "{next_day}",
            "accepted_on": "{third_day}",
        }
        closed = {
            "state": "closed",
            "answered_on": "{done}",
            "delivered_on": "{done}",
            "closed_on": "{closed}",
        }
        return matter, closed

    def _forms(self) -> None:
        """Prepare a line with gaps for each kind of row."""
        matter, closed = self._matter_forms()
        running = {
            "id": "{id}",
            "petition_id": "{matter}",
            "term": "HANDLE",
            "profile": "cxg22",
            "organ_id": "{organ}",
            "started_on": "{third_day}",
            "due_on": "{due}",
            "target_on": "{due}",
        }
        request = {"id": "{id}", "petition_id": "{matter}", "seq": "1", "text": "{text}"}
        entry = {
            "chain": "{chain}",
            "stream": str(Stream.ACTS),
            "seq": "{seq}",
            "at": "{at}",
            "account_id": "{account}",
            "post_title": "",
            "organ_id": "{organ}",
            "name": "{name}",
            "payload": '{{"to":"{to}"}}',
            "previous": r"\\x{previous}",
            "digest": r"\\x{digest}",
        }
        found = {"subject_id": "{id}", "kind": "petition", "vector": "{vector}", "grams": "{grams}"}
        self._open = self.petitions.form(**matter, due_on="{due}", due_term="HANDLE").format
        self._closed = self.petitions.form(**{**matter, **closed}).format
        self._clock = self.clocks.form(**running).format
        self._stopped = self.clocks.form(**running, stopped_on="{done}").format
        self._request = self.requests.form(**request).format
        self._entry = self.entries.form(**entry).format
        self._found = self.search.form(**found).format
        self._known = self.people.form(id="{id}", name="{name}").format

    def person(self, milliseconds: int) -> tuple[str, str, str]:
        """Return id, name and grams of the next matter's person; every third matter brings a new one."""
        source = self.source
        if self._person is None or source.random() < 1 / 3:
            name, grams = self._names[int(source.random() * NAMES)]
            self._person = (uuid7(milliseconds, source), name, grams)
            self.people.lines.append(self._known(id=self._person[0], name=name))
        return self._person

    def matter(self, number: int, age: int, *, is_open: bool) -> str:
        """Make one matter received ``age`` days ago, closed unless ``is_open``; return its id."""
        source = self.source
        day, second = self._today - age, int(source.random() * 28_000) + 3_600
        milliseconds = ((day - EPOCH) * 86_400 + second) * 1000
        clock = f"T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.000000+00:00"
        matter = uuid7(milliseconds, source)
        person, name, grams = self.person(milliseconds)
        letter = self.letters[int(source.random() * len(self.letters))]
        organ, handler = self._organs[int(source.random() * len(self._organs))]
        received, third, done, due = day_text(day), day_text(day + 2), day_text(day + 40), day_text(day + 62)
        text = f"{received[:4]}-{number:08d}"
        self.petitions.lines.append(
            (self._open if is_open else self._closed)(
                id=matter,
                number=text,
                code=hashlib.blake2b(text.encode(), digest_size=5).hexdigest().upper(),
                channel="letter" if number % 3 else "online",
                content=CLASSES[number % len(CLASSES)],
                letter=letter,
                person=person,
                name=name,
                organ=organ,
                handler=handler,
                at=received + clock,
                received=received,
                next_day=day_text(day + 1),
                third_day=third,
                due=due,
                done=done,
                closed=day_text(day + 45),
            )
        )
        self.requests.lines.append(
            self._request(id=uuid7(milliseconds, source), matter=matter, text=letter.request)
        )
        self.clocks.lines.append(
            (self._clock if is_open else self._stopped)(
                id=uuid7(milliseconds, source),
                matter=matter,
                organ=organ,
                third_day=third,
                due=due,
                done=done,
            )
        )
        self._chain(matter, day, clock, organ, handler, OPEN_ACTS if is_open else CLOSED_ACTS)
        self.search.lines.append(self._found(id=matter, vector=letter.vector, grams=grams))
        return matter

    def _chain(  # noqa: PLR0917 - called for every matter, positions are quicker
        self,
        matter: str,
        day: int,
        clock: str,
        organ: str,
        handler: str,
        acts: Sequence[tuple[str, str, int]],
    ) -> None:
        """Write the matter's ledger as its actions would have: the canonical spelling of ledger/rules.py."""
        county = self.county
        who = {
            "nobody": (None, None),
            "registrar": (county.registrar, county.office),
            "handler": (handler, organ),
        }
        previous = START.hex()
        for seq, (name, kind, days) in zip(itertools.count(1), acts, strict=False):
            account, post_organ = who[kind]
            at = day_text(day + days) + clock
            spelled = (
                f'{{"account":{_json(account)},"at":"{at}","chain":"{matter}","name":"{name}",'
                f'"organ":{_json(post_organ)},"payload":{{"to":"{organ}"}},"post":"","previous":"{previous}",'
                f'"seq":{seq},"stream":"acts"}}'
            )
            digest = hashlib.sha256(spelled.encode()).hexdigest()
            self.entries.lines.append(
                self._entry(
                    chain=matter,
                    seq=seq,
                    at=at,
                    account=account or NOTHING,
                    organ=post_organ or NOTHING,
                    name=name,
                    to=organ,
                    previous=previous,
                    digest=digest,
                )
            )
            previous = digest


def _json(value: object) -> str:
    return f'"{value}"' if value else "null"
