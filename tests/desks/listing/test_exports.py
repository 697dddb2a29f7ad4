"""Exports: exactly what is filtered, uncapped, through the same gate, with a record of the count."""

import io
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.test import Client

from minqing.desks.shared.listing import sheets
from minqing.desks.shared.listing.writing import write_export
from minqing.exchange.public import ExportRun, ExportState, safe_cell
from minqing.kernel.ledger.public import entries_of
from minqing.petition.public import Channel
from tests.cast import Cast
from tests.desks.staff import at_desk
from tests.factories.path import Walk

MATTERS = {"path": "/desk/matters/", "query": ""}


def csv_of(client: Client, **data: Any) -> list[str]:
    answer = client.post("/desk/matters/export/", {**MATTERS, "format": "csv", **data})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return text.strip().splitlines()


def test_a_csv_holds_exactly_the_filtered_rows_and_the_ledger_knows_how_many(cast: Cast, today: date) -> None:
    Walk(cast).hand_in(title="来信一件", channel=Channel.LETTER, name="陈𠮷")
    Walk(cast).hand_in(title="网上一件")
    lines = csv_of(at_desk(cast.registrar), query="channel=letter")
    assert len(lines) == 2
    assert "来信一件" in lines[1]
    assert "陈𠮷" in lines[1]
    run = ExportRun.objects.get()
    entry = entries_of(run.id).get()
    assert (entry.name, entry.payload["count"]) == ("exchange.matters_exported", 1)


def test_the_tab_of_a_desk_narrows_the_export_as_it_narrows_the_list(cast: Cast, today: date) -> None:
    Walk(cast).hand_in(title="还没登记")
    Walk(cast).to_registered(title="等着转送")
    lines = csv_of(at_desk(cast.registrar), path="/desk/registrar/", query="tab=to_refer")
    assert [("等着转送" in line) for line in lines[1:]] == [True]


def test_only_the_ticked_rows_go_out_unless_all_that_match_were_chosen(cast: Cast, today: date) -> None:
    walks = [Walk(cast).hand_in(title=f"第{n}件") for n in range(3)]
    client = at_desk(cast.registrar)
    ticked = {"only": "ticked", "id": [str(walks[1].id), "nonsense"]}
    assert ["第1件" in line for line in csv_of(client, **ticked)[1:]] == [True]
    assert len(csv_of(client, **ticked, all_matching="1")) == 4


def test_nobody_takes_out_what_they_may_not_see(cast: Cast, today: date) -> None:
    walk = Walk(cast).to_handling()
    lines = csv_of(at_desk(cast.other_handler), only="ticked", id=[str(walk.id)])
    assert len(lines) == 1


def test_an_excel_file_is_written_by_a_job_with_progress_and_fetched_by_its_owner_only(
    cast: Cast, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "BATCH", 2)
    for number in range(5):
        Walk(cast).hand_in(title=f"第{number}件")
    client = at_desk(cast.registrar)
    answer = client.post("/desk/matters/export/", {**MATTERS, "format": "xlsx", "columns": "all"})
    here = answer.headers["Location"]
    run = ExportRun.objects.get()
    assert client.get(here, headers={"Accept": "application/json"}).json()["finished"] is False
    write_export(str(run.id))
    run.refresh_from_db()
    assert (run.state, run.written, run.total) == (ExportState.DONE, 5, 5)
    assert client.get(here, headers={"Accept": "application/json"}).json()["finished"] is True
    fetched = b"".join(client.get(f"{here}file/").streaming_content)  # type: ignore[attr-defined]
    sheet = openpyxl.load_workbook(io.BytesIO(fetched)).worksheets[0]
    assert sheet.max_row == 6
    assert at_desk(cast.handler).get(here).status_code == 404
    assert at_desk(cast.handler).get(f"{here}file/").status_code == 404


def test_a_stopped_export_leaves_no_file(cast: Cast, today: date) -> None:
    Walk(cast).hand_in()
    client = at_desk(cast.registrar)
    here = client.post("/desk/matters/export/", {**MATTERS, "format": "xlsx"}).headers["Location"]
    client.post(f"{here}stop/")
    run_id = ExportRun.objects.get().id
    write_export(str(run_id))
    assert ExportRun.objects.get().state == ExportState.STOPPED
    assert client.get(f"{here}file/").status_code == 404
    assert not (sheets.export_directory() / f"{UUID(str(run_id))}.xlsx").exists()


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@sum", "\t=1", "＝1"])
def test_no_cell_begins_a_formula(start: str) -> None:
    assert safe_cell(start).startswith("'")
    assert safe_cell("正常\x00的𠮷") == "正常的𠮷"
