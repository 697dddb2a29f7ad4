"""Taking in divisions: a real county, again, with faults, and down to the village group."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from minqing.kernel.places.public import (
    Level,
    Place,
    children_of,
    full_name,
    import_divisions,
    packaged_divisions,
    short_name,
    teach_place_names,
)
from minqing.kernel.text.public import tokens

pytestmark = pytest.mark.django_db

PROVINCE = {"code": "98", "name": "示例省"}
CITY = {"code": "9801", "name": "示例市"}
COUNTY = {"code": "980101", "name": "示例县", "level": "county"}
TOWNSHIP = {"code": "980101100", "name": "𠮷㛃镇"}
VILLAGE = {"code": "980101100201", "name": "双柏村村民委员会"}
GROUP = {"code": "98010110020103", "name": "三组"}
CHAIN = [PROVINCE, CITY, COUNTY, TOWNSHIP, VILLAGE, GROUP]


def test_the_shipped_county_has_33_townships_and_367_villages_and_imports_once() -> None:
    report = import_divisions(packaged_divisions())
    assert (report.added, report.bad) == (403, [])
    assert Place.objects.filter(level=Level.TOWNSHIP).count() == 33
    assert Place.objects.filter(level=Level.VILLAGE).count() == 367
    assert children_of("511921").count() == 33
    assert full_name("511921113") == "四川省巴中市通江县诺水河镇"
    again = import_divisions(packaged_divisions())
    assert (again.added, again.changed, again.unchanged, again.bad) == (0, 0, 403, [])


def test_a_group_lies_below_its_village_and_rows_may_come_in_any_order() -> None:
    report = import_divisions(reversed(CHAIN))
    assert (report.added, report.bad) == (6, [])
    group = Place.objects.get(code=GROUP["code"])
    assert (group.level, group.parent_id, group.initials) == (Level.GROUP, VILLAGE["code"], "sz")
    assert full_name(GROUP["code"]) == "示例省示例市示例县𠮷㛃镇双柏村村民委员会三组"


def test_chinese_headings_are_understood() -> None:
    report = import_divisions([{"编码": "98", "名称": "示例省", "级别": "province"}])
    assert (report.added, report.bad) == (1, [])


def test_a_new_name_renames_the_division_and_its_keys() -> None:
    import_divisions(CHAIN)
    report = import_divisions([{**TOWNSHIP, "name": "重石镇"}, COUNTY])
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    place = Place.objects.get(code=TOWNSHIP["code"])
    assert (place.name, place.initials, str(place)) == ("重石镇", "zsz", "重石镇")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"code": "98010110", "name": "某镇"}, "编码“98010110”应为2、4、6、9、12或14位数字"),
        ({"code": "九八", "name": "某省"}, "编码“九八”应为"),
        ({"code": "", "name": "某省"}, "编码“”应为"),
        ({"name": "某省"}, "编码“”应为"),
        ({"code": "980101101", "name": " "}, "名称为空"),
        ({"code": "980101101", "name": "长" * 61}, "名称超过60字"),
        ({"code": "980101101", "name": "某\x00镇"}, "名称含有控制字符"),
        ({"code": "980101101", "name": "某镇", "level": "village"}, "按位数是township"),
        ({"code": "970101101", "name": "某镇"}, "上级“970101”不在库中，也不在本文件中"),
        ({"code": "980101100", "name": "别名镇"}, "编码与第5行重复而名称不同"),
    ],
)
def test_a_faulty_row_is_told_with_its_line_and_the_others_are_taken(
    row: dict[str, str], reason: str
) -> None:
    report = import_divisions([*CHAIN, row])
    assert report.added == 6
    assert [bad.line for bad in report.bad] == [8]
    assert reason in report.bad[0].reason
    assert report.summary == "新增 6，更名 0，未变 0，有误 1"


def test_what_lies_below_a_refused_row_is_refused_with_it() -> None:
    report = import_divisions([PROVINCE, CITY, {**COUNTY, "name": ""}, TOWNSHIP, VILLAGE])
    assert report.added == 2
    assert [bad.line for bad in report.bad] == [4, 5, 6]


def test_the_command_imports_a_file_with_a_byte_order_mark_and_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "places.csv"
    path.write_text("code,name\r\n98,示例省\r\n9801,示例市\r\n", encoding="utf-8-sig")
    call_command("import_places", path)
    assert capsys.readouterr().out == "新增 2，更名 0，未变 0，有误 0\n"
    path.write_text("code,name\n98,示例省\nx,坏行\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 行未导入，其余已导入"):
        call_command("import_places", path)
    assert "第3行 x 坏行：" in capsys.readouterr().err


def test_the_command_names_what_is_wrong_with_the_file_itself(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="没有文件"):
        call_command("import_places", tmp_path / "none.csv")
    path = tmp_path / "gbk.csv"
    path.write_bytes("code,name\n98,示例省\n".encode("gbk"))
    with pytest.raises(CommandError, match="不是 UTF-8"):
        call_command("import_places", path)
    assert not Place.objects.exists()


def test_a_division_other_than_a_province_cannot_stand_without_a_parent() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(code="9801", name="示例市", level="city", sort_key="s", initials="s", folded="x")


def test_names_of_villages_stay_whole_in_search() -> None:
    import_divisions([*CHAIN[:4], {"code": "980101100202", "name": "龘坡坝村村民委员会"}])
    assert "龘坡坝村" not in tokens("我是龘坡坝村的")
    assert teach_place_names() > 0
    assert "龘坡坝村" in tokens("我是龘坡坝村的")
    assert teach_place_names() == 0


def test_every_process_knows_the_shipped_county_s_names_from_its_start() -> None:
    program = (
        "import django; django.setup(); from minqing.kernel.text.public import tokens; "
        "print('诺水河镇' in tokens('家住诺水河镇城南社区'), '城南社区' in tokens('家住诺水河镇城南社区'))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "True"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("双柏村村民委员会", "双柏村"),
        ("城南社区居民委员会", "城南社区"),
        ("城南社区居委会", "城南社区"),
        ("村民委员会", "村民委员会"),
        ("诺江镇", "诺江镇"),
    ],
)
def test_the_short_name_leaves_the_committee_out(name: str, short: str) -> None:
    assert short_name(name) == short
