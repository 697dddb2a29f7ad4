"""Words nobody types by mistake: nothing, control signs, markup, formulas, numbers and days out of range."""

from typing import Any, Final

HOSTILE: Final[tuple[Any, ...]] = (
    "",
    "\x00",
    "内\x00容",
    "\ud800".encode("utf-8", "surrogatepass"),
    "长" * 100_000,
    "\u202e倒过来\u2066",
    "<script>alert(1)</script>",
    '#let x = 1; #image("/etc/passwd") $x$ *粗* `',
    '=HYPERLINK("http://example.org")',
    "-1",
    "²",
    "9" * 30,
    "9" * 5_000,
    "0001-01-01",
    "9999-12-31",
    "nonsense",
    "00000000-0000-0000-0000-000000000000",
    "' OR 1=1 --",
    "\r\nX-Injected: yes",
)
