"""The classes of content 内容分类 in words and as choices; the dictionary is the petition room's."""

from minqing.desks.shared.retelling import retold
from minqing.petition.public import content_classes


def content_word(code: str) -> str:
    """Return the name of a class below its parent: ``城乡建设 · 房产物业``; unknown codes unchanged."""
    classes = content_classes()
    found = classes.get(code)
    if found is None:
        return code
    name = retold(found.name)
    return f"{retold(classes[found.parent].name)} · {name}" if found.parent else name


def content_choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return the classes as grouped choices of a select, the first level as the group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    classes = content_classes()
    for code, found in classes.items():
        top = classes[found.parent] if found.parent else found
        groups.setdefault(retold(top.name), []).append((code, retold(found.name)))
    return [("", "—"), *((name, below) for name, below in groups.items())]
