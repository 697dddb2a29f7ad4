"""Every refusal of the path with its words and its article, read from the program itself."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import minqing
from minqing.kernel.law.public import GENERATED, Article
from minqing.project.law.tables import cited, table

ROOT: Final = Path(minqing.__file__).parent
KINDS: Final = {
    "Incomplete": "缺少要件",
    "Conflict": "已有变化",
    "NotAllowed": "无权",
    "NotCompetent": "无权处理",
    "TooLate": "逾期",
    "UnlawfulMove": "现在不能",
    "Refused": "不予办理",
}
STAGES: Final = {
    "matter": "信访事项",
    "intake": "① 提出",
    "registration": "② 登记",
    "routing": "③ 转送",
    "handling": "④ 受理办理",
    "reply": "⑤ 答复",
    "review": "⑥ 复查复核",
    "evaluation": "⑦ 评价",
    "closure": "⑧ 办结",
}
_GAP: Final = "…"
# A ground that is found only while deciding (a move's, a row's): the page says so instead of guessing.
_DEPENDS: Final = "随该动作、该情形的条文"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One place that refuses: the stage, the kind of refusal, its words, its article ("" for none)."""

    stage: str
    kind: str
    words: str
    cite: str


def refusals() -> list[Refusal]:
    """Return every refusal of the petition room, by stage, each once."""
    found: dict[Refusal, None] = {}
    for stage in STAGES:
        for path in sorted((ROOT / "petition" / stage).rglob("*.py")):
            name = ".".join(("minqing", *path.relative_to(ROOT).with_suffix("").parts))
            module = importlib.import_module(name.removesuffix(".__init__"))
            for each in _refusals_in(stage, module, ast.parse(path.read_text(encoding="utf-8"))):
                found[each] = None
    return list(found)


def _refusals_in(stage: str, module: ModuleType, tree: ast.Module) -> Iterator[Refusal]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in KINDS
            and node.args
        ):
            words = _words(node.args[0], module)
            if words.strip(_GAP):
                basis = node.args[1] if len(node.args) > 1 else _keyword(node, "basis")
                yield Refusal(stage, node.func.id, words, _cite(basis, module))


def _keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((each.value for each in node.keywords if each.arg == name), None)


def _words(node: ast.expr, module: ModuleType) -> str:
    """Return a message as written, with … where something is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr():
            return "".join(_words(part, module) for part in node.values)
        case ast.BinOp(left=left, op=ast.Mod()):
            return _words(left, module)
        case ast.Call(args=[first, *_]):
            return _words(first, module)
        case ast.Name(id=name) if isinstance(getattr(module, name, None), str):
            return str(getattr(module, name))
        case _:
            return _GAP


def _cite(node: ast.expr | None, module: ModuleType) -> str:
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return ""
    try:
        value = _value(node, module)
    except (AttributeError, KeyError, TypeError, LookupError):
        return _DEPENDS
    return cited(value) if isinstance(value, Article) else ""


def _value(node: ast.expr, module: ModuleType) -> Any:
    """Return what a constant of the module stands for: a name, a part of one, or an article made in place.

    Raises:
        AttributeError, KeyError, LookupError: it is known only while the program decides.
    """
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return getattr(module, name)
        case ast.Attribute(value=owner, attr=name):
            return getattr(_value(owner, module), name)
        case ast.Subscript(value=owner, slice=key):
            return _value(owner, module)[_value(key, module)]
        case ast.Call(func=ast.Name(id=name), args=args) if name in {"Article", "regulation", "_article"}:
            named = {each.arg: _value(each.value, module) for each in node.keywords if each.arg}
            return getattr(module, name)(*(_value(each, module) for each in args), **named)
        case _:
            raise LookupError(ast.dump(node))


def refusals_page() -> str:
    """Every refusal as a row."""
    lines = [
        GENERATED,
        "# 拒绝的理由\n",
        "程序每一次说“不”，都用这里的话，并写明依据。“…”处在实际拒绝时填入单位、日期或者缺少的内容。",
        "没有条文的，是表单内容不全、他人已先办理或者没有权限，不是对信访事项本身的拒绝。\n",
    ]
    every = refusals()
    for stage, title in STAGES.items():
        rows = [(each.words, KINDS[each.kind], each.cite or "—") for each in every if each.stage == stage]
        if rows:
            lines += [f"## {title}\n", *table(("理由", "种类", "依据"), rows), ""]
    return "\n".join(lines)
