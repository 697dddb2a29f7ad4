"""The catalogues of words agree with the program, with themselves, and with what Django reads."""

import ast
import gettext
import io
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import catalogue
import messages
import pytest

from tests.guards.house import ROOT, own_modules

PLACEHOLDER = re.compile(r"%\((\w+)\)")
# What petitioners and visitors read; an English word may be lacking nowhere here.
PUBLIC_FACE = ("desks/public/", "desks/petitioner/", "desks/shared/templates/", "petition/reads/resident.py")
# Papers, messages to people and stored lines are in Chinese whatever language the clerk's pages have.
OFFICIAL = re.compile(r"petition/.*(actions|notices|papers|sweeps|jobs|events|rules)")


def live(language: str) -> list[catalogue.Entry]:
    return [entry for entry in catalogue.read(catalogue.po_path(language)) if not entry.obsolete]


def test_the_catalogues_hold_what_the_program_says_now() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "messages.py", "check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, f"{checked.stdout}{checked.stderr}run: make messages"


@pytest.mark.parametrize("language", sorted(catalogue.PLURALS))
def test_every_placeholder_survives_translation(language: str) -> None:
    broken = [
        (entry.source, words)
        for entry in live(language)
        for words in entry.translations
        if words and set(PLACEHOLDER.findall(words)) != set(PLACEHOLDER.findall(entry.source))
    ]
    assert broken == []


def test_traditional_chinese_is_whole_and_english_is_whole_on_the_public_face() -> None:
    assert messages.lacking(live("zh_Hant")) == []
    bare = [e.source for e in messages.lacking(live("en")) if any(f.startswith(PUBLIC_FACE) for f in e.files)]
    assert bare == []


def test_english_has_no_han_characters_but_the_examples_of_what_to_type() -> None:
    han = [e.source for e in live("en") if any(messages.HAN.search(words) for words in e.translations)]
    assert all(source.startswith(("例如：国办发明电", "每行：日期")) for source in han), han


@pytest.mark.parametrize("language", sorted(catalogue.PLURALS))
def test_what_django_reads_is_what_is_written(language: str) -> None:
    catalogue.compile_all()
    made = catalogue.po_path(language).with_suffix(".mo").read_bytes()
    assert made == catalogue.compiled(language, live(language))
    read = gettext.GNUTranslations(io.BytesIO(made))
    for entry in live(language):
        if entry.plural:
            forms = [read.ngettext(entry.source, entry.plural, number) for number in (1, 2)]
            assert forms == (entry.translations * 2)[:2]
        elif entry.translated:
            assert read.gettext(entry.source) == entry.translations[0]


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    entries = live("en")
    path = tmp_path / "django.po"
    catalogue.write(path, "en", entries)
    assert catalogue.read(path) == entries
    assert not [key for key, count in Counter(entry.key for entry in entries).items() if count > 1]


def test_words_are_found_in_python_under_any_name_and_in_every_shape_of_template() -> None:
    python = (
        "from django.utils.translation import gettext_lazy as said, ngettext, pgettext\n"
        'a = said("一" "二")\nb = ngettext("%(n)s个", "%(n)s个", n)\nc = pgettext("month", "月")\n'
        "d = other('不是')\ne = said(variable)\n"
    )
    assert [e.source for e in messages.of_python(python)] == ["一二", "%(n)s个", "月"]
    template = (
        "{% load i18n %}<c-field label=\"{% translate '附件' %}\" />{{ x|default:_('无') }}"
        "{% blocktranslate with n=count %}共 {{ n }} 件{% endblocktranslate %}{# {% translate '注' %} #}"
    )
    assert [e.source for e in messages.of_template(template)] == ["附件", "无", "共 %(n)s 件"]


def test_a_word_that_comes_back_finds_its_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    known = [catalogue.Entry("旧", translations=["old"]), catalogue.Entry("没有译", translations=[""])]
    monkeypatch.setattr(messages, "read", lambda _path: [catalogue.Entry(**vars(e)) for e in known])
    gone = messages.merged("en", [catalogue.Entry("新")])
    assert [(e.source, e.obsolete) for e in gone] == [("新", False), ("旧", True)]
    back = messages.merged("en", [catalogue.Entry("旧")])
    assert [(e.source, e.translations, e.obsolete) for e in back] == [("旧", ["old"], False)]


def test_papers_messages_and_stored_lines_ask_for_no_translation() -> None:
    asking = [
        path
        for path in own_modules()
        if OFFICIAL.search(str(path))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
    ]
    assert asking == []
