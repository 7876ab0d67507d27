"""What the cache keeps, when it answers, and that nothing in its folder can do harm."""

import os
import random
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

import checker
from checker import batch, cache
from checker.batch import Draft, Way
from checker.cache import Cache
from checker.config import Settings, Waiver
from checker.model import Report

TEXT = "松原县2024年法治政府建设年度报告\n一、主要举措和成效\n今年以来，办理复议案件63件。\n联系电话13812345678,欢迎来电。\n"
WAY = Way(Settings(select=("wrong-period", "personal-data", "half-width-punctuation")))


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    path = tmp_path / "draft.md"
    path.write_text(TEXT, encoding="utf-8")
    return Draft(str(path), WAY)


@pytest.fixture
def kept(cache_folder: Path) -> Cache:
    opened = cache.open_cache()
    assert opened is not None
    assert opened.folder == cache_folder
    return opened


def entries(kept: Cache) -> list[Path]:
    return sorted(path for path in kept.folder.rglob("*") if path.is_file())


def test_the_report_comes_back_as_it_was(draft: Draft, kept: Cache) -> None:
    labelled = replace(draft, way=replace(WAY, labels=True))
    assert batch.recall(labelled, kept) is None
    report = batch.lint_draft(labelled, kept)
    assert report.sentences
    assert report.findings
    assert batch.recall(labelled, kept) == report


def test_another_name_is_no_other_report(draft: Draft, kept: Cache) -> None:
    report = batch.lint_draft(draft, kept)
    other = Path(draft.path).rename(Path(draft.path).with_name("改名.md"))
    assert batch.recall(replace(draft, path=str(other)), kept) == replace(report, path=str(other))
    other = other.rename(other.with_suffix(".txt"))
    assert batch.recall(replace(draft, path=str(other)), kept) is None  # another format


@pytest.mark.parametrize(
    "way",
    [
        replace(WAY, labels=True),
        replace(WAY, only_labels=True),
        replace(WAY, settings=replace(WAY.settings, year=2023)),
        replace(WAY, settings=replace(WAY.settings, select=("wrong-period",))),
        replace(WAY, settings=replace(WAY.settings, waivers=(Waiver("draft.md", "wrong-period", "原文如此"),))),
    ],
    ids=str,
)
def test_another_way_is_another_report(draft: Draft, kept: Cache, way: Way) -> None:
    batch.lint_draft(draft, kept)
    assert batch.recall(replace(draft, way=way), kept) is None


def test_what_changes_no_report_is_no_matter(draft: Draft, kept: Cache) -> None:
    batch.lint_draft(draft, kept)
    settings = replace(WAY.settings, fail_on="never", exclude=("旧",))
    assert batch.recall(replace(draft, way=replace(WAY, settings=settings)), kept) is not None


def test_a_waiver_is_for_one_name(draft: Draft, kept: Cache) -> None:
    settings = replace(WAY.settings, waivers=(Waiver("draft.md", "wrong-period", "原文如此"),))
    waived = replace(draft, way=replace(WAY, settings=settings))
    report = batch.lint_draft(waived, kept)
    assert "wrong-period" not in {finding.rule for finding in report.findings}
    other = Path(draft.path).rename(Path(draft.path).with_name("other.md"))
    assert batch.recall(replace(waived, path=str(other)), kept) is None


def test_the_previous_report_and_the_model_count(draft: Draft, kept: Cache, tmp_path: Path) -> None:
    previous, model = tmp_path / "previous.md", tmp_path / "model"
    model.mkdir()
    (model / "manifest.json").write_text("{}", encoding="utf-8")
    previous.write_text(TEXT, encoding="utf-8")
    way = replace(WAY, previous=previous, stamp=1)
    batch.lint_draft(replace(draft, way=way), kept)
    assert batch.recall(replace(draft, way=way), kept) is not None
    previous.write_text(TEXT.replace("63", "64"), encoding="utf-8")
    assert batch.recall(replace(draft, way=replace(way, stamp=2)), kept) is None
    previous.unlink()
    assert batch.recall(replace(draft, way=replace(way, stamp=0)), kept) is None
    one = cache.digest(replace(WAY, model=model))
    (model / "manifest.json").write_text("[1]", encoding="utf-8")
    assert cache.digest(replace(WAY, model=model, stamp=1)) != one


def test_another_product_is_another_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def product() -> str:
        cache.product.cache_clear()
        return cache.product()

    rule = tmp_path / "rules" / "wrong_period.py"
    rule.parent.mkdir()
    rule.write_text("MOST = 1\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(cache, "package_dir", lambda: tmp_path)
        first = product()
        (tmp_path / "__pycache__").mkdir()
        (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"")
        assert product() == first
        rule.write_text("MOST = 2\n", encoding="utf-8")
        os.utime(rule, ns=(1, 1))
        assert product() != first
    assert product() != first


def test_failures_and_standard_input_are_not_kept(draft: Draft, kept: Cache, tmp_path: Path) -> None:
    assert batch.lint_draft(Draft(str(tmp_path / "no.md"), WAY), kept).failures
    batch.lint_draft(Draft("-", WAY, TEXT.encode()), kept)
    assert batch.recall(Draft(draft.path, WAY, TEXT.encode()), kept) is None
    assert not entries(kept)


def test_secret_words_are_not_kept(draft: Draft, kept: Cache) -> None:
    batch.lint_draft(replace(draft, way=Way(Settings())), kept)
    (entry,) = entries(kept)
    content = zlib.decompress(entry.read_bytes())
    assert "欢迎来电".encode() in content
    assert b"13812345678" not in content
    if os.name != "nt":
        assert entry.stat().st_mode & 0o077 == entry.parent.stat().st_mode & 0o077 == 0


def damaged(content: bytes) -> list[bytes]:
    chance = random.Random(1)
    flipped = []
    for _ in range(50):
        at = chance.randrange(len(content))
        flipped.append(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
    plain = zlib.decompress(content)
    table = msgspec.msgpack.decode(plain)
    foreign = [msgspec.msgpack.encode(value) for value in ([], {}, None, {**table, "findings": ["x"]})] + [plain[:-1]]
    return [b"", content[:-1], content[: len(content) // 2], os.urandom(100), *map(zlib.compress, foreign), *flipped]


def test_damaged_entries_are_none_and_written_again(draft: Draft, kept: Cache) -> None:
    report = batch.lint_draft(draft, kept)
    (entry,) = entries(kept)
    content = entry.read_bytes()
    for wrong in damaged(content):
        entry.write_bytes(wrong)
        # a flipped bit in the header of the compression may be without consequence
        assert batch.recall(draft, kept) in (None, report)
    entry.write_bytes(b"")
    assert batch.recall(draft, kept) is None
    assert batch.lint_draft(draft, kept) == report
    assert entry.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_no_trouble(draft: Draft, kept: Cache, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    nowhere = Cache(tmp_path / "file" / "cache", kept.product)
    assert batch.lint_draft(draft, nowhere).findings
    assert batch.recall(draft, nowhere) is None


def test_old_entries_make_room(draft: Draft, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    report = batch.lint_draft(draft, kept)
    (entry,) = entries(kept)
    for number in range(5):
        old = entry.with_name(f"old{number}")
        old.write_bytes(b"x" * 1000)
        os.utime(old, (number, number))
    monkeypatch.setattr(cache, "_LARGEST", entry.stat().st_size + 2500)
    batch.lint_draft(draft, kept)
    assert [path.name for path in entries(kept)] == sorted([entry.name, "old3", "old4"])
    assert batch.recall(draft, kept) == report


HAMMER = """
import sys
from checker import batch, cache
from checker.batch import Draft, Way
from checker.config import Settings
way = Way(Settings(select=("wrong-period",)))
kept = cache.open_cache()
draft = Draft(sys.argv[1], way)
wanted = batch.lint_draft(draft)
for _ in range(300):
    assert batch.recall(draft, kept) in (None, wanted)
    kept.put(open(sys.argv[1], "rb").read(), draft.telling_name, way, wanted)
"""


def test_two_runs_at_once(draft: Draft, kept: Cache) -> None:
    runs = [subprocess.Popen([sys.executable, "-c", HAMMER, draft.path], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 2
    assert len(entries(kept)) == 1
    assert batch.recall(replace(draft, way=Way(Settings(select=("wrong-period",)))), kept) is not None


def test_the_library_keeps_nothing(draft: Draft, cache_folder: Path) -> None:
    assert isinstance(checker.lint_path(draft.path), Report)
    assert not list(cache_folder.iterdir())


def test_the_folder_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cache.VARIABLE)
    opened = cache.open_cache()
    assert opened is not None
    assert "fazhi-checker" in opened.folder.parts
