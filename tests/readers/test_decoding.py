"""Encodings: the text that was typed or a refusal, never something else."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ReadError
from checker.readers import read
from checker.readers.decoding import decode_text

SENTENCE = "2024年，全县办理行政复议案件63件，办结率100%。\n"
TRADITIONAL = "本縣依法行政工作報告，法治政府建設年度情況說明。"
JAPANESE = "これは日本語の文章です。行政手続きについて説明します。"
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指"
)
CHINESE = st.text(alphabet=COMMON + "，。；：、“”（）《》0123456789\n", min_size=1, max_size=80)
CODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk")


@pytest.mark.parametrize("coding", [*CODINGS, "utf-16-le", "utf-16-be", "gb2312"])
def test_known_encodings(coding: str) -> None:
    assert decode_text(SENTENCE.encode(coding)) == SENTENCE


@pytest.mark.parametrize("coding", ["big5", "big5hkscs", "cp950"])
def test_big5_is_refused(coding: str) -> None:
    with pytest.raises(ReadError, match="无法识别文字编码"):
        decode_text(TRADITIONAL.encode(coding))


@pytest.mark.parametrize("coding", ["shift_jis", "cp932", "euc_jp"])
def test_japanese_is_refused(coding: str) -> None:
    with pytest.raises(ReadError):
        decode_text(JAPANESE.encode(coding))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"abc", "abc"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbf\xe7\x94\xb2", "甲"),
        ("甲".encode("utf-16"), "甲"),
        ("甲".encode("gb18030"), "甲"),
        ("法治政府建设".encode("utf-16-le"), "法治政府建设"),
        ("法治政府建设".encode("utf-16-be"), "法治政府建设"),
        ("囧囍犇".encode(), "囧囍犇"),
        ("禾川县\x07年度报告".encode(), "禾川县\x07年度报告"),
        ("😀 2024年".encode(), "😀 2024年"),
        ("“quoted”".encode(), "“quoted”"),
        ("Привет, мир".encode(), "Привет, мир"),
    ],
)
def test_short_inputs(data: bytes, text: str) -> None:
    assert decode_text(data) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03",
        b"\x7fELF\x02\x01\x01\x00\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n\x00\x01",
        b"\xff\xfe\x00\xd8",
        b"\xff\xff\xff",
        b"\xe7\x94",
        "甲".encode() + b"\0",
        "法治政府".encode() + b"\xff",
        "陆陆陆".encode("gb18030"),  # valid UTF-8 as well: either could be meant
    ],
)
def test_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        decode_text(data)


def test_binary_is_called_binary() -> None:
    with pytest.raises(ReadError, match="不是文本文件"):
        decode_text(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\xd8")


@pytest.mark.parametrize(
    ("data", "message"), [(b"", "文件是空的"), (b" \n", "文件是空的"), (b"\xef\xbb\xbf\n", "文件里没有文字")]
)
def test_nothing_to_read(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(data, "a.txt")


@given(CHINESE, st.sampled_from(CODINGS))
def test_chinese_is_read_or_refused(text: str, coding: str) -> None:
    try:
        found = decode_text(text.encode(coding))
    except ReadError:
        assert coding in ("gb18030", "gbk")
    else:
        assert found == text


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="\0\r\ufffd", exclude_categories=("Cc", "Cs")),
        max_size=200,
    )
)
def test_utf8_is_never_read_as_something_else(text: str) -> None:
    try:
        assert decode_text(text.encode()) == text.removeprefix("\ufeff")
    except ReadError:
        assert not any("\u4e00" <= char <= "\u9fff" for char in text)


@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    """Nothing but a ReadError is ever raised."""
    with contextlib.suppress(ReadError):
        assert "\r" not in decode_text(data)
