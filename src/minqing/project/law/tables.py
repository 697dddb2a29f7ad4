"""The tables of the path as pages: moves, their effects, ways, papers."""

from collections.abc import Iterable, Sequence

from minqing.kernel.documents.rules import WORDS, Addressee, DocumentKind
from minqing.kernel.documents.rules.table import KINDS
from minqing.kernel.law.public import GENERATED, Article
from minqing.petition.matter.effects.rules import EFFECTS, LAST, Every, Owner
from minqing.petition.matter.rules import MOVE_WORDS, MOVES, STATE_WORDS
from minqing.petition.routing.rules.rows import ROWS

_TO = {Addressee.PETITIONER: "信访人", Addressee.ORGAN: "机关、单位", Addressee.FILE: "存卷"}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a Markdown table; a bar within a cell is spelled out."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(cell.replace('|', '／') for cell in row)} |" for row in rows]
    return lines


def cited(article: Article) -> str:
    """Return an article with its confidence when it was not read in the original."""
    return article.cite if article.confidence == "A" else f"{article.cite}（可信度{article.confidence}）"


def moves_page() -> str:
    """Every move of a matter: from where, where to, on what ground."""
    rows = (
        (STATE_WORDS[state], f"{MOVE_WORDS[move]} `{move}`", STATE_WORDS[found.to], cited(found.basis))
        for (state, move), found in MOVES.items()
    )
    return "\n".join(
        [
            GENERATED,
            "# 办理动作\n",
            "一件信访事项从一个状态到下一个状态的每一步，和它的依据。表里没有的一步，程序拒绝。\n",
            *table(("现在的状态", "动作", "之后的状态", "依据"), rows),
            "",
        ]
    )


_OWNER = {
    Owner.BEGINS: "开始负责",
    Owner.KEEPS: "不变",
    Owner.PASSES_ON: "转到接收的机关、单位",
    Owner.COMES_BACK: "回到转送、交办的机关、单位",
}


def _ticks(terms: Iterable[str]) -> str:
    return "、".join(f"`{term}`" for term in terms)


def effects_page() -> str:
    """What every act does: clocks stopped, started and let run on, the owner, the article."""
    rows = []
    for act, effect in EFFECTS.items():
        if isinstance(effect.stops, Every):
            stopped = "全部" if effect.stops is LAST else "全部（`URGENT_REPORT` 除外）"
        else:
            stopped = _ticks(sorted(effect.stops))
        running = f"继续计算：{_ticks(effect.runs_on)}" if effect.runs_on else ""
        started = "；".join(filter(None, [_ticks(effect.starts), running]))
        cells = (stopped, started, _OWNER[effect.owner], effect.says, cited(effect.basis))
        rows.append((f"{effect.words} `{act}`", *(cell or "—" for cell in cells)))
    heads = ("动作", "停止的期限", "可能开始的期限", "负责单位", "说明", "依据")
    return "\n".join(
        [
            GENERATED,
            "# 办理动作的效果\n",
            "每个动作停止哪些期限、开始哪些期限、由谁负责。程序从同一张表取；没有写的期限继续计算。\n",
            *table(heads, rows),
            "",
        ]
    )


def ways_page() -> str:
    """The routing table R1-R17."""
    rows = (
        (
            row.id,
            row.situation,
            row.says,
            str(KINDS[DocumentKind(row.paper)].title) if row.paper in KINDS else (row.paper or "—"),
            "；".join(f"{law.value}：{cited(article)}" for law, article in row.articles.items()),
        )
        for row in ROWS
    )
    return "\n".join(
        [
            GENERATED,
            "# 转送与受理的去向\n",
            "每一行是一种情形、该做什么、发什么文书、依据哪一条。按收到之日的规则集适用：",
            "`cxg22` 是现行条例，`xf05` 是 2005 年的条例。",
            "表里没有“不予受理”的一般理由：属于职权范围而拒绝的，条例第四十四条要追究责任。\n",
            *table(("编号", "情形", "怎样办", "文书", "依据"), rows),
            "",
        ]
    )


def papers_page() -> str:
    """Every kind of paper with what it must contain."""
    rows = (
        (
            kind.title,
            f"`{key}`",
            f"〔年份〕前：{kind.mark}",
            _TO[kind.to],
            "、".join(WORDS[name] for name in kind.required),
            "须送达" if kind.served else "",
            cited(kind.basis),
        )
        for key, kind in KINDS.items()
    )
    heads = ("文书", "种类", "文号", "给谁", "必须写明", "送达", "依据")
    return "\n".join(
        [
            GENERATED,
            "# 文书\n",
            "缺任何一项必须写明的内容，程序不制发这份文书。\n",
            *table(heads, rows),
            "",
        ]
    )
