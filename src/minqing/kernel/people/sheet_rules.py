"""The organ tree as rows of a sheet: what each row means and what is wrong with it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from minqing.kernel.people.rules import KIND_WORDS, OrganKind, Particulars, is_code, is_letter_code

PARTICULARS: Final = {"办公电话": 40, "办公地址": 200, "机关代字": 20, "接待时间": 120}
"""The columns of an organ's particulars, with how many characters each may hold."""

ORGAN_COLUMNS = ("编码", "名称", "简称", "类别", "上级编码", "行政区划代码", "排序", "启用", *PARTICULARS)


@dataclass(frozen=True, slots=True)
class OrganRow:
    """One organ as a sheet states it; codes instead of ids."""

    line: int
    code: str
    name: str
    short_name: str
    kind: OrganKind
    parent_code: str
    place_code: str
    sort_key: str
    active: bool
    telephone: str | None = None
    address: str | None = None
    letter_code: str | None = None
    hours: str | None = None

    def particulars(self, stored: Particulars) -> Particulars:
        """Return the particulars after this row; a column the sheet does not have leaves what is stored."""
        return Particulars(
            telephone=stored.telephone if self.telephone is None else self.telephone,
            address=stored.address if self.address is None else self.address,
            letter_code=stored.letter_code if self.letter_code is None else self.letter_code,
            hours=stored.hours if self.hours is None else self.hours,
        )


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row of a sheet: the line (the heading is 1), the column, plain words."""

    line: int
    column: str
    words: str


def read_organ_rows(
    rows: Sequence[Sequence[str]], known: frozenset[str] = frozenset()
) -> tuple[tuple[OrganRow, ...], tuple[RowProblem, ...]]:
    """Return the organs of a sheet (heading first) in an order that puts parents first, and every problem.

    ``known`` are the codes already stored, which a row may name as its parent. A row with a problem is not
    among the organs; a row whose parent has a problem is reported too.
    """
    if not rows:
        return (), (RowProblem(1, "", "文件是空的"),)
    heading = [cell.strip() for cell in rows[0]]
    missing = [name for name in ("编码", "名称", "类别") if name not in heading]
    if missing:
        return (), (RowProblem(1, "", f"缺少列：{'、'.join(missing)}"),)
    problems: list[RowProblem] = []
    found: dict[str, OrganRow] = {}
    for line, cells in enumerate(rows[1:], start=2):
        values = {name: cell.strip() for name, cell in zip(heading, cells, strict=False)}
        if not any(values.values()):
            continue
        row, faults = _organ_row(line, values)
        if row is not None and row.code in found:
            faults = [RowProblem(line, "编码", f"编码“{row.code}”与第{found[row.code].line}行重复")]
            row = None
        problems.extend(faults)
        if row is not None:
            found[row.code] = row
    ordered, unplaced = _parents_first(found, known)
    problems.extend(unplaced)
    return ordered, tuple(sorted(problems, key=lambda p: p.line))


def _organ_row(line: int, values: dict[str, str]) -> tuple[OrganRow | None, list[RowProblem]]:
    """Return the row, or what is wrong with it."""
    faults: list[RowProblem] = []
    code, name = values.get("编码", ""), values.get("名称", "")
    if not is_code(code):
        faults.append(RowProblem(line, "编码", "编码只能用小写字母、数字、“-”和“_”，最多40个字符"))
    if not name:
        faults.append(RowProblem(line, "名称", "名称没有填写"))
    kinds = {words: kind for kind, words in KIND_WORDS.items()} | {str(kind): kind for kind in OrganKind}
    kind = kinds.get(values.get("类别", ""))
    if kind is None:
        faults.append(RowProblem(line, "类别", f"类别应为：{'、'.join(KIND_WORDS.values())}"))
    active = {"是": True, "": True, "1": True, "否": False, "0": False}.get(values.get("启用", ""))
    if active is None:
        faults.append(RowProblem(line, "启用", "启用应填“是”或“否”"))
    faults += [
        RowProblem(line, column, f"{column}最多{most}个字符")
        for column, most in PARTICULARS.items()
        if len(values.get(column, "")) > most
    ]
    if values.get("机关代字") and not is_letter_code(values["机关代字"]):
        faults.append(RowProblem(line, "机关代字", "机关代字只能用汉字和字母，例如：通住建"))
    if faults or kind is None or active is None:
        return None, faults
    return (
        OrganRow(
            line=line,
            code=code,
            name=name,
            short_name=values.get("简称", "") or name,
            kind=kind,
            parent_code=values.get("上级编码", ""),
            place_code=values.get("行政区划代码", ""),
            sort_key=values.get("排序", ""),
            active=active,
            telephone=values.get("办公电话"),
            address=values.get("办公地址"),
            letter_code=values.get("机关代字"),
            hours=values.get("接待时间"),
        ),
        [],
    )


def _parents_first(
    found: dict[str, OrganRow], known: frozenset[str]
) -> tuple[tuple[OrganRow, ...], list[RowProblem]]:
    """Return the rows so that parents precede children; a missing parent or a circle is a problem."""
    placed: dict[str, OrganRow] = {}
    waiting = dict(found)
    while waiting:
        ready = [
            row
            for row in waiting.values()
            if not row.parent_code
            or row.parent_code in placed
            or (row.parent_code in known and row.parent_code not in found)
        ]
        if not ready:
            break
        for row in ready:
            placed[row.code] = waiting.pop(row.code)
    problems = [
        RowProblem(row.line, "上级编码", f"找不到上级“{row.parent_code}”，或上下级互相循环")
        for row in waiting.values()
    ]
    return tuple(placed.values()), problems
