"""A registrar brings a sheet of letters in: upload, columns, preview, confirm, result, rejected rows back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from minqing.exchange.public import ImportRun, run_import
from minqing.kernel.clock.public import now
from minqing.petition.public import Petition
from tests.browser.conftest import axe_clean, no_sideways_scrolling, picture
from tests.browser.test_staff_pictures import signed_in
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)

SHEET = (
    "编号,姓名,标题,日期,内容,类别\n"
    "1,李𠮷,路灯不亮,2026-09-14,村口的路灯三个月不亮。,城乡建设\n"
    "2,,工地噪声,2026年9月15日,工地夜里施工。,环境保护\n"
    "3,王㛃,没有日期,,没有写日期的来信。,\n"
    "4,张三娘,空的,2026-09-16,,\n"
)


def test_a_sheet_of_letters_comes_in_and_its_faulty_rows_come_back(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, tmp_path: Path
) -> None:
    cast = make_cast()
    sheet = tmp_path / "来信.csv"
    sheet.write_text(SHEET, encoding="gb18030")
    page = signed_in(new_context(), live_server, cast.registrar)

    page.goto(live_server.url + "/desk/registrar/import/")
    page.set_input_files("input[type=file]", sheet)
    page.get_by_role("button", name="上传并预览").click()

    expect(page.get_by_role("heading", name="核对各列")).to_be_visible()
    expect(page.get_by_text("没有收到日期")).to_be_visible()
    expect(page.get_by_text("来信内容是空的")).to_be_visible()
    assert Petition.objects.count() == 0
    axe_clean(page)
    no_sideways_scrolling(page)
    picture(page, "import")
    page.get_by_label("没有日期的来信按这一天登记").fill("2026-09-01")
    page.get_by_role("button", name="按这样再看一遍").click()
    expect(page.get_by_text("其中 1 封按您指定的日期")).to_be_visible()
    page.get_by_role("button", name="确认，导入 3 封来信").click()

    expect(page.get_by_role("heading", name="导入进展")).to_be_visible()
    run = ImportRun.objects.get()
    list(run_import(actor=cast.actor(cast.registrar), run_id=run.pk, at=now()))
    expect(page.get_by_text("已完成")).to_be_visible()
    axe_clean(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载这些行和原因").click()
    assert "来信内容是空的" in Path(coming.value.path()).read_text(encoding="utf-8-sig")
    assert Petition.objects.filter(petitioner_name="李𠮷", received_on="2026-09-14").exists()
    assert not page.faults  # type: ignore[attr-defined]
