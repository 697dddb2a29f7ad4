"""The pages of docs/law say what the program counts with."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_the_committed_pages_are_those_of_the_data() -> None:
    call_command("docs_law", "--check")


def test_pages_are_written_once_and_old_ones_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone.md").write_text("旧", encoding="utf-8")
    with pytest.raises(CommandError, match=r"gone\.md"):
        call_command("docs_law", "--check", "--to", tmp_path)
    call_command("docs_law", "--to", tmp_path)
    assert {page.name for page in tmp_path.iterdir()} == {
        "counting.md",
        "cxg22.md",
        "demo511921.md",
        "index.md",
        "shared.md",
        "xf05.md",
    }
    call_command("docs_law", "--check", "--to", tmp_path)
    call_command("docs_law", "--to", tmp_path)
    assert capsys.readouterr().out.splitlines()[-1] == "docs/law：0 页有变化"


def test_the_pages_show_articles_and_the_worked_example(tmp_path: Path) -> None:
    call_command("docs_law", "--to", tmp_path)
    regulation = (tmp_path / "cxg22.md").read_text(encoding="utf-8")
    assert (
        "| `ORG_OBJECT` | 对转送、交办提出异议 | 机关、单位 | 收到转送、交办的信访事项 | 5个工作日 | — |"
        in regulation
    )
    assert "《信访工作条例》第三十四条" in regulation
    counting = (tmp_path / "counting.md").read_text(encoding="utf-8")
    assert "2026年11月30日（星期一）：顺延后的期限最后一日" in counting
    assert "**本规则集是虚构的示例" in (tmp_path / "demo511921.md").read_text(encoding="utf-8")
