"""What a content is, told by its own signs."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minqing.kernel.files import recognise, rules
from tests.rooms.files import samples


def verdict_on(content: bytes, place: Path) -> rules.Verdict:
    path = place / "upload"
    path.write_bytes(content)
    return recognise.recognise(path)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (samples.photo("JPEG"), rules.JPEG),
        (samples.photo("PNG"), rules.PNG),
        (samples.photo("WEBP"), rules.WEBP),
        (samples.photo("GIF", located=False), rules.GIF),
        (samples.photo("BMP", located=False), rules.BMP),
        (samples.heic(), rules.HEIC),
        (samples.video(), rules.MP4),
        (samples.video(b"qt  "), rules.MOV),
        (samples.video(b"3gp5"), rules.THREE_GP),
        (samples.video(b"M4A "), rules.M4A),
        (b"#!AMR\n" + b"\x3c" * 200, rules.AMR),
        (b"ID3\x04\x00" + b"\x00" * 200, rules.MP3),
        (b"\xff\xfb\x90\x64" + b"\x00" * 200, rules.MP3),
        (b"\xff\xf1\x50\x80" + b"\x00" * 200, rules.AAC),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 200, rules.WAV),
        (b"OggS" + b"\x00" * 200, rules.OGG),
        (samples.PDF, rules.PDF),
        (samples.office("word/document.xml"), rules.DOCX),
        (samples.office("xl/workbook.xml"), rules.XLSX),
        (samples.old_word(), rules.DOC),
        ("雁鸣湖镇污水直排，𠮷㛃䶮".encode(), rules.TEXT),
        ("雁鸣湖镇污水直排".encode("gb18030"), rules.TEXT),
        ("雁鸣湖镇污水直排".encode("utf-16"), rules.TEXT),
    ],
)
def test_honest_files_are_recognised(content: bytes, found: rules.FileType, tmp_path: Path) -> None:
    assert verdict_on(content, tmp_path) == rules.Verdict(found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", recognise.EMPTY),
        (b"MZ\x90\x00" + b"\x00" * 500, recognise.PROGRAM),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 500, recognise.PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", recognise.PROGRAM),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>hi", recognise.WEB_PAGE),
        (b"  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", recognise.WEB_PAGE),
        (b"<?xml version='1.0'?><svg/>", recognise.WEB_PAGE),
        (b"hello <script>alert(1)</script>", recognise.WEB_PAGE),
        (b"<html><!-- %PDF-1.7 -->", recognise.WEB_PAGE),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 100, recognise.ARCHIVE),
        (samples.office("word/document.xml", "word/vbaProject.bin"), recognise.MACROS),
        (
            samples.office(
                "word/document.xml", types="application/vnd.ms-word.document.macroEnabled.main+xml"
            ),
            recognise.MACROS,
        ),
        (samples.office("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), recognise.MACROS),
        (samples.office("word/document.xml", "word/embeddings/setup.exe"), recognise.PROGRAM),
        (samples.office("readme.txt"), recognise.ARCHIVE),
        (samples.old_word(macros=True), recognise.MACROS),
        (b"PK\x03\x04" + b"broken" * 30, recognise.BROKEN),
        (samples.photo("PNG")[:20], recognise.BROKEN),
    ],
)
def test_harmful_and_broken_files_are_refused_with_the_reason(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    assert verdict_on(content, tmp_path) == rules.Verdict(None, reason)


def test_a_zip_bomb_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", samples.WORD_TYPE)
        made.writestr("word/document.xml", b"\x00" * (64 * rules.MEGABYTE))
    assert len(target.getvalue()) < rules.MEGABYTE
    assert verdict_on(target.getvalue(), tmp_path) == rules.Verdict(None, recognise.BOMB)


def test_a_picture_of_absurd_width_is_refused(tmp_path: Path) -> None:
    honest = bytearray(samples.photo("PNG", located=False))
    honest[16:24] = (60_000).to_bytes(4, "big") * 2
    assert verdict_on(bytes(honest), tmp_path).type is None


def test_an_unknown_content_is_told_what_is_welcome(tmp_path: Path) -> None:
    verdict = verdict_on(b"\x00\x01\x02\x03" * 100, tmp_path)
    assert verdict.type is None
    assert rules.WELCOME in verdict.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    head=st.sampled_from(
        [
            b"",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"PK\x03\x04",
            b"RIFF\x00\x00\x00\x00WEBP",
            b"BM",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ]
    ),
    tail=st.binary(max_size=300),
)
def test_no_content_whatever_breaks_the_recogniser(head: bytes, tail: bytes, tmp_path: Path) -> None:
    verdict = verdict_on(head + tail, tmp_path)
    assert (verdict.type is None) == bool(verdict.reason)
