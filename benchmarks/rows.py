"""Makes invented matters in bulk as COPY text: the rows the real actions would have written, much faster.

A corpus of invented letters is segmented once; each matter takes one, with its own person, place, days and number, so
names and numbers are all different and words repeat as they do in life. Every chain of the ledger is a real one:
`minqing ledger verify` passes on what is made here.
"""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.ledger.models import Entry
from minqing.kernel.ledger.rules import Stream, canonical, next_line
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


def uuid7(at: datetime, source: random.Random) -> UUID:
    """Return an id of version 7 for an instant of the past."""
    milliseconds = int(at.timestamp() * 1000)
    number = (milliseconds << 80) | source.getrandbits(80)
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)


def copy_text(value: object) -> str:
    r"""Return one value as COPY reads it: \N for nothing, backslash escapes for the rest."""
    if value is None:
        return r"\N"
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, bytes):
        return r"\\x" + value.hex()
    text = str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        return text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")
    return text


class Table:
    """COPY text of one model's table; fields not named keep their default."""

    def __init__(self, model: type[Model], *, without: Sequence[str] = ()) -> None:
        fields = [field for field in model._meta.concrete_fields if field.column not in without]  # noqa: SLF001
        self.name = model._meta.db_table  # noqa: SLF001
        self.columns = [field.column for field in fields]
        self._defaults = {
            field.column: copy_text(
                None if field.primary_key or (not field.has_default() and field.null) else field.get_default()
            )
            for field in fields
        }
        self.lines: list[str] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """Append one row given by column."""
        texts = {**self._defaults, **{column: copy_text(value) for column, value in row.items()}}
        self.lines.append("\t".join([texts[column] for column in self.columns]))

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
    """One invented letter, segmented once."""

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
        letters.append(Letter(title, body, wish, row_for_copy(f"{title} {body}")[0]))
    return letters


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
        self._person: tuple[UUID, str, str] | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables in the order their rows may be written."""
        return (self.people, self.petitions, self.requests, self.clocks, self.entries, self.search)

    def person(self, at: datetime) -> tuple[UUID, str, str]:
        """Return a person for the next matter; every third matter brings a new one."""
        if self._person is None or self.source.random() < 1 / 3:
            name = self.source.choice(SURNAMES) + "".join(self.source.choices(GIVEN, k=2))
            grams = row_for_copy("", names=(name,))[1]
            self._person = (uuid7(at, self.source), name, grams)
            self.people.add({"id": self._person[0], "name": name})
        return self._person

    def matter(self, number: int, age: int, *, is_open: bool) -> UUID:
        """Make one matter received ``age`` days ago, closed unless ``is_open``; return its id."""
        source, county = self.source, self.county
        received = county.today - timedelta(days=age)
        at = datetime.combine(received, time(9), CIVIL_ZONE) + timedelta(seconds=source.randrange(28_000))
        matter = uuid7(at, source)
        person, name, grams = self.person(at)
        letter = source.choice(self.letters)
        organ, handler = source.choice(county.organs)
        text = f"{received.year}-{number:08d}"
        due = received + timedelta(days=62)
        row: dict[str, Any] = {
            "id": matter,
            "number": text,
            "query_code": hashlib.blake2b(text.encode(), digest_size=5).hexdigest().upper(),
            "query_tail": "0" * 64,
            "state": "handling" if is_open else "closed",
            "channel": "letter" if number % 3 else "online",
            "purpose": "claim",
            "procedure": "31-6",
            "content_class": CLASSES[number % len(CLASSES)],
            "title": letter.title,
            "body": letter.body,
            "petitioner_id": person,
            "petitioner_name": name,
            "received_by_id": county.office,
            "holder_id": organ,
            "handling_id": organ,
            "handler_id": handler,
            "received_at": at.isoformat(),
            "received_on": received,
            "registered_on": received,
            "referred_on": received + timedelta(days=1),
            "accepted_on": received + timedelta(days=2),
        }
        if is_open:
            row |= {"due_on": due, "due_term": "HANDLE"}
        else:
            done = received + timedelta(days=40)
            row |= {"answered_on": done, "delivered_on": done, "closed_on": done + timedelta(days=5)}
        self.petitions.add(row)
        self.requests.add({"id": uuid7(at, source), "petition_id": matter, "seq": 1, "text": letter.request})
        self.clocks.add(
            {
                "id": uuid7(at, source),
                "petition_id": matter,
                "term": "HANDLE",
                "profile": "cxg22",
                "organ_id": organ,
                "started_on": received + timedelta(days=2),
                "due_on": due,
                "target_on": due,
                "stopped_on": None if is_open else received + timedelta(days=40),
            }
        )
        self._chain(matter, at, organ, handler, is_open=is_open)
        self.search.add({"subject_id": matter, "kind": "petition", "vector": letter.vector, "grams": grams})
        return matter

    def _chain(self, matter: UUID, at: datetime, organ: UUID, handler: UUID, *, is_open: bool) -> None:
        """Write the matter's ledger as its actions would have."""
        county = self.county
        acts = [
            ("petition.handed_in", None, None, 0),
            ("petition.registered", county.registrar, county.office, 1),
            ("petition.referred", county.registrar, county.office, 1),
            ("petition.accepted", handler, organ, 2),
        ]
        if not is_open:
            acts += [("petition.opinion_issued", handler, organ, 40), ("petition.closed", handler, organ, 45)]
        last: tuple[int, bytes] | None = None
        for name, account, post_organ, day in acts:
            line = next_line(
                chain=matter,
                stream=Stream.ACTS,
                last=last,
                at=at + timedelta(days=day),
                account=account,
                post="",
                organ=post_organ,
                name=name,
                payload={"to": str(organ)},
            )
            last = (line.seq, line.digest)
            self.entries.add(
                {
                    "chain": line.chain,
                    "stream": line.stream,
                    "seq": line.seq,
                    "at": line.at,
                    "account_id": line.account,
                    "post_title": line.post,
                    "organ_id": line.organ,
                    "name": line.name,
                    "payload": canonical(line.payload),
                    "previous": line.previous,
                    "digest": line.digest,
                }
            )
