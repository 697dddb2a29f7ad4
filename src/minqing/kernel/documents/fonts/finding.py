"""Which fonts papers are set in (公文字体): 仿宋, 小标宋, 黑体, 楷体 of the machine, else what comes nearest.

GB/T 9704-2012 names fonts that may not be passed on.  Each role therefore lists families from the best to the
nearest; a paper is set in the first the machine has, and signs that font lacks come from the next.
"""

import functools
import importlib.util
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import typst
from django.conf import settings

BROAD = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "PingFang SC",
)
ROLES: dict[str, tuple[str, ...]] = {
    "fang": ("FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang R", "FandolFang", *BROAD),
    "title": (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋简体",
        "STZhongsong",
        "FandolSong",
        "Songti SC",
        "STSong",
        "SimSun",
        *BROAD,
    ),
    "song": ("SimSun", "宋体", "Songti SC", "STSong", "FandolSong", *BROAD),
    "hei": ("SimHei", "黑体", "Heiti SC", "STHeiti", "FandolHei", "Noto Sans CJK SC", "Noto Sans SC", *BROAD),
    "kai": ("KaiTi_GB2312", "KaiTi", "楷体", "Kaiti SC", "STKaiti", "FandolKai", *BROAD),
}
# Packages of pyproject.toml that carry font files (OFL), so that a machine without any Chinese font writes
# Chinese.
CARRIERS = ("pylopdf_fonts_zh_cn", "noto_cjk_sans_otc")


def kept_directory() -> Path:
    """Return where fetched fonts are kept: ``fonts`` in the data directory of this installation."""
    return Path(str(getattr(settings, "VAR", "var"))) / "fonts"


def own_directories() -> list[Path]:
    """Return the directories fonts are looked for in before those of the system."""
    named = os.environ.get("MINQING_FONTS", "")
    places = [Path(part) for part in named.split(os.pathsep) if part]
    places += [kept_directory(), Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")]
    return [place for place in places if place.is_dir()]


def carried_directories() -> list[Path]:
    """Return the directories of installed packages that carry Chinese fonts."""
    found = (importlib.util.find_spec(name) for name in CARRIERS)
    return [Path(place) for spec in found if spec for place in spec.submodule_search_locations or ()]


@functools.lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return the fonts of this process, searched once (about 0.1 s)."""
    return typst.Fonts(
        include_system_fonts=True,
        include_embedded_fonts=True,
        font_paths=[str(place) for place in (*own_directories(), *carried_directories())],
    )


def chosen(families: Sequence[str]) -> Mapping[str, list[str]]:
    """Return for each role the families to use among those present, best first."""
    present = {family.lower() for family in families}
    return {
        role: list(dict.fromkeys(name for name in names if name.lower() in present))
        for role, names in ROLES.items()
    }


@functools.lru_cache(maxsize=1)
def roles() -> Mapping[str, list[str]]:
    """Return the chosen families of this machine."""
    return chosen(fonts().families())


def notice() -> str:
    """Return one plain line about what papers are set in, for the health page and the set-up."""
    fang = next(iter(roles()["fang"]), "")
    if not fang:
        return "没有找到中文字体，文书中的汉字无法显示；请运行 minqing fetch_fonts，或安装 fonts-noto-cjk。"
    if fang in BROAD:
        return f"没有找到仿宋体，文书暂用“{fang}”；运行 minqing fetch_fonts 可取得仿宋、楷体、宋体、黑体。"
    return f"文书正文使用“{fang}”。"
