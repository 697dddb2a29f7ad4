"""The profiles as pages: what ``docs/law`` shows is printed from the data the program counts with.  Pure."""

from collections.abc import Iterable

from minqing.kernel.law.rules import STARTS, Article, Profile, Setting, Side, Term

GENERATED = "<!-- 由 minqing docs_law 生成，请勿手改 -->\n"
_CONFIDENCE = {
    "A": "A 原文核对",
    "B": "B 转载核对",
    "C": "C 待核对",
    "D": "D 惯例或虚构",
}
_WAIVED = {"name_unclear": "姓名（名称）不清", "address_unclear": "住址不清"}
_EXCLUDED = {"hearing": "听证所需时间"}
_APPROVERS = {"head_of_organ": "本机关、单位负责人"}


def law_pages(profiles: Iterable[Profile]) -> dict[str, str]:
    """File name → Markdown: ``index.md`` and one page per profile."""
    every = tuple(profiles)
    found = {f"{profile.id}.md": profile_page(profile) for profile in every}
    found["index.md"] = _index(every)
    return found


def _index(profiles: tuple[Profile, ...]) -> str:
    lines = [
        GENERATED,
        "# 法律依据与期限\n",
        "程序里的每一个期限都来自 `src/minqing/kernel/law/profiles/` 中的数据，每一条都写明条文和可信度；",
        "没有条文的期限，程序拒绝启动。按收到之日和地点选用规则集：地点越具体越优先，未改写的沿用上级规则集。\n",
        "| 规则集 | 名称 | 施行 | 地点 | 沿用 |",
        "|---|---|---|---|---|",
    ]
    for profile in profiles:
        until = f"至 {profile.valid_to}" if profile.valid_to else "起"
        place = "仅供沿用" if profile.shared else (profile.place_prefix or "全国")
        lines.append(
            f"| [{profile.id}]({profile.id}.md) | {profile.name} | {profile.valid_from} {until} | {place} "
            f"| {profile.parent or '—'} |"
        )
    lines += [
        "\n可信度：" + "；".join(_CONFIDENCE.values()) + "。\n",
        "期限怎样数，见[天数的计算](counting.md)。\n",
    ]
    return "\n".join(lines)


def profile_page(profile: Profile) -> str:
    """One profile: its terms, the words of the articles, settings, and duties without a number of days."""
    lines = [GENERATED, f"# {profile.name}\n"]
    if profile.invented:
        lines.append("**本规则集是虚构的示例，不对应任何真实文件。**\n")
    lines += [
        f"基本依据：《{profile.basis}》。\n",
        "## 期限\n",
        "| 编号 | 期限 | 谁的 | 起算（当日不计） | 天数 | 延长 | 依据 | 可信度 | 说明 |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_term_row(term) for term in profile.terms.values()),
    ]
    quoted = [(t.article, t.article.quote) for t in profile.terms.values() if t.article.quote]
    quoted += [(s.article, s.article.quote) for s in profile.settings.values() if s.article.quote]
    if quoted:
        lines += ["\n## 条文原文\n", *_quotes(quoted)]
    if profile.pauses:
        lines += ["\n## 可以中止计算的\n", "除下列事由外，期限不因任何原因停止计算。\n"]
        lines += ["| 编号 | 事由 | 中止哪些期限 | 依据 | 可信度 | 说明 |", "|---|---|---|---|---|---|"]
        lines += [
            f"| `{p.id}` | {p.name} | {'、'.join(f'`{t}`' for t in p.terms)} | {p.article.cite} "
            f"| {_CONFIDENCE[p.article.confidence]} | {p.note or '—'} |"
            for p in profile.pauses.values()
        ]
    if profile.settings:
        lines += ["\n## 数值\n", "| 编号 | 名称 | 值 | 依据 | 可信度 | 说明 |", "|---|---|---|---|---|---|"]
        lines += [_setting_row(setting) for setting in profile.settings.values()]
    if profile.unclocked:
        lines += ["\n## 没有规定天数的义务\n", "条文没有写天数，程序不替它编造法定期限。\n"]
        lines += ["| 编号 | 依据 | 原文 |", "|---|---|---|"]
        lines += [f"| `{k}` | {a.cite} | {a.quote} |" for k, a in profile.unclocked.items()]
    return "\n".join(lines) + "\n"


def _quotes(quoted: Iterable[tuple[Article, str]]) -> list[str]:
    seen = dict.fromkeys((article.cite, quote) for article, quote in quoted)
    return [f"- {cite}：“{quote}”" for cite, quote in seen]


def _setting_row(setting: Setting) -> str:
    notes = [note for note in (setting.note, "可配置的默认值" if setting.default else "") if note]
    return (
        f"| `{setting.id}` | {setting.name} | {setting.value} | {setting.article.cite} "
        f"| {_CONFIDENCE[setting.article.confidence]} | {'；'.join(notes) or '—'} |"
    )


def _term_row(term: Term) -> str:
    extension = "—"
    if term.extension:
        unit = "日" if term.extension.unit.value == "day" else "个工作日"
        approver = _APPROVERS.get(term.extension.approver, term.extension.approver)
        extension = f"{term.extension.times}次，不超过{term.extension.max}{unit}，{approver}批准"
        extension += "，告知信访人理由" if term.extension.notify_petitioner else ""
    notes = [term.note] if term.note else []
    if term.default:
        notes.append("可配置的默认值")
    if term.waived_if:
        notes.append("、".join(_WAIVED.get(w, w) for w in term.waived_if) + "的除外")
    if term.excludes:
        notes.append("、".join(_EXCLUDED.get(e, e) for e in term.excludes) + "不计入")
    cells = (
        f"`{term.id}`",
        term.name,
        "信访人" if term.side is Side.PETITIONER else "机关、单位",
        STARTS[term.starts_on],
        term.length,
        extension,
        term.article.cite,
        _CONFIDENCE[term.article.confidence],
        "；".join(notes) or "—",
    )
    return f"| {' | '.join(cells)} |"
