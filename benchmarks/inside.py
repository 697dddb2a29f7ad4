"""What HTTP does not show: queries per page, the overdue sweep, and searches by kind of word."""

import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from benchmarks.fill import setup
from benchmarks.measure import share

WORDS: Final = {
    "search: common word": ["路灯", "养老金", "工资", "低保", "垃圾"],
    "search: two words": ["路灯 石桥村", "养老金 大坪村", "工资 老街", "低保 新店子", "垃圾 滨河路"],
    "search: name": ["王伟芳", "李娜敏", "张静丽", "刘强磊", "陈军洋"],
    "search: rare word": ["不存在词", "麒麟", "琥珀", "珊瑚", "鹦鹉"],
}
REPEATS: Final = 5


def _timed(what: str, act: Callable[[], Any]) -> dict[str, Any]:
    values = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        act()
        values.append(time.perf_counter() - begun)
    return {
        "what": what,
        "p50_ms": round(share(values, 0.5) * 1000, 1),
        "max_ms": round(max(values) * 1000, 1),
        "queries": "",
    }


def main() -> None:
    """Print the table's lines as JSON."""
    setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from minqing.kernel.clock.public import now, today
    from minqing.kernel.people.models import Account
    from minqing.kernel.people.public import actor_of
    from minqing.petition.models import Petition
    from minqing.petition.public import overdue_on

    lines: list[dict[str, Any]] = []
    handler = Account.objects.get(username="handler0")
    registrar = Account.objects.get(username="registrar0")
    supervisor = Account.objects.get(username="supervisor")
    matter = (
        Petition.objects.filter(handler=handler, state="handling")
        .order_by("-id")
        .values_list("pk", flat=True)[0]
    )
    for name, account, address in (
        ("handler's list", handler, "/desk/handler/"),
        ("registrar's list", registrar, "/desk/registrar/"),
        ("case page", handler, f"/desk/matters/{matter}/"),
        ("supervisor's board", supervisor, "/desk/supervisor/"),
        ("warning ladder", supervisor, "/desk/supervisor/ladder/"),
        ("petitioner's first page", None, "/"),
        ("hand-in form", None, "/letter/new/"),
    ):
        client = Client(HTTP_HOST="127.0.0.1")
        if account:
            client.force_login(account, backend="minqing.project.accounts.StaffBackend")
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        queries = len(seen)
        line = _timed(name, partial(client.get, address))
        lines.append({**line, "queries": queries})
    actor = actor_of(registrar, today())
    for name, words in WORDS.items():
        lines.extend(_timed(f"{name} {word}", partial(_found, actor, word)) for word in words)
    lines.append(_timed("overdue sweep: count", lambda: overdue_on(today()).count()))
    begun = time.perf_counter()
    _sweep(now())
    lines.append(
        {
            "what": "overdue sweep: whole job",
            "p50_ms": round((time.perf_counter() - begun) * 1000, 1),
            "max_ms": "",
            "queries": "",
        }
    )
    print(json.dumps(lines, ensure_ascii=False))


def _found(actor: Any, word: str) -> None:
    """Search as the list of all matters does, one page of twenty."""
    from minqing.kernel.clock.public import today
    from minqing.petition.public import Criteria, list_page

    list_page(actor, Criteria(text=word), today(), "", 20)


def _sweep(at: Any) -> None:
    """Run the daily job as the worker does."""
    from minqing.petition.jobs import sweep_due

    sweep_due(at)


if __name__ == "__main__":
    main()
