"""What the cache keeps, when it answers, and that nothing in its folder can do harm."""

import datetime
import os
import random
import subprocess
import sys
import zlib
from dataclasses import fields, replace
from pathlib import Path

import msgspec
import pytest

import checker
from checker import batch, cache
from checker.batch import Draft, Way
from checker.cache import Cache
from checker.config import FailOn, Override, Settings, Waiver
from checker.model import Failure, Known, Level, Report, Severity
from checker.rules import RULES

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


FULL = f"""# 松原县2024年法治政府建设年度报告

## 一、主要举措和成效

今年以来,办理复议案件63件，办结近15万余件。今年以来，办件质量提高。

联系电话13812345678。

{"全县调解组织排查化解各类矛盾纠纷，" * 2}效果明显。

{"全县调解组织排查化解各类矛盾纠纷，" * 2}效果明显。
"""


def test_every_field_of_a_report_comes_back(tmp_path: Path, kept: Cache) -> None:
    settings = Settings(select=("figures", "typography", "disclosure", "structure", "reuse"))
    path = tmp_path / "draft.md"
    path.write_text(FULL, encoding="utf-8")
    report = batch.lint_draft(Draft(str(path), Way(settings, labels=True)))
    known = Known("wrong-period", "一、主要举措和成效", "今年以来", "0" * 32)
    passages = (*report.passages, replace(report.passages[0], cell=(1, 2, 3)))
    report = replace(report, path="", profile="p", passages=passages, body="松原县", dated=datetime.date(2025, 3, 1))
    report = replace(report, known=(known,), gone=(known,), failures=(Failure("a", "b", "c"),))
    assert [field.name for field in fields(Report) if not getattr(report, field.name)] == ["path"]
    findings = report.findings
    assert all(any(getattr(finding, name) for finding in findings) for name in ("basis", "fix", "related", "secret"))
    assert any(finding.span is None for finding in findings)
    kept.put(b"", "a.md", WAY, report)
    found = kept.get(b"", "a.md", WAY)
    assert found == report
    assert found is not None
    assert [type(finding.severity) for finding in found.findings] == [Severity] * len(findings)
    assert list(found.located) == list(report.located)


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "named"
    path.write_text("一", encoding="utf-8")
    return path


def test_each_setting_names_another_entry(named: Path) -> None:
    options = next(rule for rule in RULES if rule.name == "slogan-heavy").options
    assert options is not None
    others = {
        "select": ("figures",),
        "extend_select": ("layout",),
        "ignore": ("figures",),
        "profile": "county-2021-2025",
        "year": 2023,
        "level": Level.CITY,
        "requirements": (named,),
        "terms": (named,),
        "previous": named,
        "baseline": named,
        "severity": (("figures", Severity.INFO),),
        "rules": (("slogan-heavy", options(share=0.1)),),
        "waivers": (Waiver("a.md", "wrong-period", "原文如此"),),
        "overrides": (Override(("*.md",), year=2023),),
    }
    without = {"exclude", "fail_on", "folder"}  # which drafts, what of a report fails, where the file lies
    assert {*others, *without} == {field.name for field in fields(Settings)}
    names = [cache.digest(Way(replace(Settings(), **{name: value}))) for name, value in others.items()]
    assert len({*names, cache.digest(Way(Settings()))}) == len(others) + 1
    assert cache.digest(Way(Settings(fail_on=FailOn.NEVER, exclude=("旧",)))) == cache.digest(Way(Settings()))


def test_each_part_of_a_way_names_another_entry(named: Path) -> None:
    others = {
        "settings": Settings(year=2023),
        "model": named,
        "labels": True,
        "only_labels": True,
        "previous": named,
        "all_known": True,
        "stamp": (1,),
    }
    assert set(others) == {field.name for field in fields(Way)}
    names = [cache.digest(replace(Way(Settings()), **{name: value})) for name, value in others.items()]
    assert len({*names, cache.digest(Way(Settings()))}) == len(others) + 1


@pytest.mark.parametrize("name", ["requirements", "terms", "baseline", "previous"])
def test_what_a_named_file_holds_names_another_entry(named: Path, name: str) -> None:
    def digest(path: Path) -> str:
        value = path if name in ("baseline", "previous") else (path,)
        cache.digest.cache_clear()
        return cache.digest(Way(replace(Settings(), **{name: value})))

    first = digest(named)
    assert digest(named) == first
    named.write_text("二", encoding="utf-8")
    assert digest(named) != first
    named.write_text("一", encoding="utf-8")
    assert digest(named.rename(named.with_suffix(".md"))) != first  # the suffix tells how it is read


def test_a_baseline_is_for_one_place(draft: Draft, kept: Cache, tmp_path: Path) -> None:
    baseline = tmp_path / "b.json"
    baseline.write_text('{"tool": "fazhi-checker", "version": 1, "findings": []}', encoding="utf-8")
    based = replace(draft, way=replace(WAY, settings=replace(WAY.settings, baseline=baseline)))
    batch.lint_draft(based, kept)
    assert batch.recall(based, kept) is not None
    other = Path(draft.path).rename(Path(draft.path).with_name("other.md"))
    assert batch.recall(replace(based, path=str(other)), kept) is None
    other.rename(draft.path)
    (tmp_path / "下").mkdir()
    moved = replace(WAY.settings, baseline=baseline.rename(tmp_path / "下" / "b.json"))
    assert batch.recall(replace(draft, way=replace(WAY, settings=moved)), kept) is None


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
    settings = replace(WAY.settings, fail_on=FailOn.NEVER, exclude=("旧",))
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
    way = replace(WAY, previous=previous).with_stamp()
    batch.lint_draft(replace(draft, way=way), kept)
    assert batch.recall(replace(draft, way=way), kept) is not None
    previous.write_text(TEXT.replace("63", "64"), encoding="utf-8")
    assert batch.recall(replace(draft, way=way.with_stamp()), kept) is None
    previous.unlink()
    assert batch.recall(replace(draft, way=way.with_stamp()), kept) is None
    one = cache.digest(replace(WAY, model=model))
    (model / "manifest.json").write_text("[1]", encoding="utf-8")
    assert cache.digest(replace(WAY, model=model, stamp=(1,))) != one


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
