"""The pages of docs/law say what the program counts with."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from minqing.project.law.refusals import refusals


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
        "access.md",
        "counting.md",
        "cxg22.md",
        "demo511921.md",
        "effects.md",
        "index.md",
        "moves.md",
        "papers.md",
        "refusals.md",
        "shared.md",
        "ways.md",
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


def test_moves_ways_papers_and_refusals_are_rows_with_their_articles(tmp_path: Path) -> None:
    call_command("docs_law", "--to", tmp_path)
    moves = (tmp_path / "moves.md").read_text(encoding="utf-8")
    assert "| 待送达 | 送达 `deliver` | 已送达 | 《信访工作条例》第三十二条第一款 |" in moves
    ways = (tmp_path / "ways.md").read_text(encoding="utf-8")
    assert [f"| R{number} |" in ways for number in range(1, 18)] == [True] * 17
    papers = (tmp_path / "papers.md").read_text(encoding="utf-8")
    assert "| 信访处理意见书 | `handling_opinion` |" in papers
    refused = (tmp_path / "refusals.md").read_text(encoding="utf-8")
    assert "| 书面答复还没有送达，不能办结。 | 缺少要件 | 《信访工作条例》第三十四条 |" in refused
    secrecy = "| 不得将检举控告材料转给被检举、控告的单位：…。 | 无权处理 |"
    assert f"{secrecy} 《信访工作条例》第三十条第三款 |" in refused


def test_a_refusal_of_the_matter_itself_has_an_article() -> None:
    bare = [each for each in refusals() if not each.cite and each.kind in {"NotCompetent", "TooLate"}]
    assert bare == []
