"""Settings: every key as users write it, what goes for which file, and the exact line for every mistake."""

import contextlib
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import config, law
from checker.batch import Way
from checker.config import FailOn, Override, Settings
from checker.decode import decode, encode, keys
from checker.errors import UsageError
from checker.model import Level, PartKind, Rule, Severity
from checker.rules import RULES
from checker.rules.coverage import slogan_heavy
from checker.rules.structure import thin_section

WHOLE = """
select = ["structure", "missing-category"]
extend_select = ["figures"]
ignore = ["missing-title"]
fail_on = "error"
profile = "county-2021-2025"
year = 2024
level = "county"
requirements = ["本省.toml"]
terms = ["用语/本省.tsv"]
previous = "../2023"
baseline = "baseline.json"
[severity]
typography = "info"
missing-section = "warning"
[rules.thin-section]
plan = 200
[rules.slogan-heavy]
share = 0.8
[[waivers]]
file = "报告.docx"
rule = "approximate-count"
reason = "只有约数"
[[overrides]]
files = ["乡镇/**"]
ignore = ["missing-category"]
severity = { figures = "error" }
level = "township"
year = 2023
"""


def load(folder: Path, text: str, name: str = "checker.toml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return config.load(folder / name)


def test_every_key(tmp_path: Path) -> None:
    found = load(tmp_path, WHOLE)
    assert (found.select, found.ignore) == (("structure", "missing-category"), ("missing-title",))
    assert (found.fail_on, found.year, found.level) == (FailOn.ERROR, 2024, Level.COUNTY)
    assert found.requirements == (tmp_path / "本省.toml",)
    assert found.terms == (tmp_path / "用语/本省.tsv",)
    assert found.previous == tmp_path / "../2023"
    assert found.baseline == tmp_path / "baseline.json"
    assert found.severity == (("typography", Severity.INFO), ("missing-section", Severity.WARNING))
    assert found.rules == (
        ("thin-section", thin_section.Options(plan=200)),
        ("slogan-heavy", slogan_heavy.Options(share=0.8)),
    )
    assert found.overrides == (
        Override(
            ("乡镇/**",),
            ignore=("missing-category",),
            severity=(("figures", Severity.ERROR),),
            level=Level.TOWNSHIP,
            year=2023,
        ),
    )


def test_settings_can_be_a_key_and_travel(tmp_path: Path) -> None:
    way = Way(load(tmp_path, WHOLE).for_file("报告.docx"))
    assert pickle.loads(pickle.dumps(way)) == way
    assert {way: 1}[Way(load(tmp_path, WHOLE).for_file("另一份.docx"))] == 1


def test_encoded_settings_are_the_same_when_read_again(tmp_path: Path) -> None:
    found = load(tmp_path, WHOLE)
    table = encode(found)
    assert table.pop("rules") == {"thin-section": {"plan": 200}, "slogan-heavy": {"share": 0.8}}
    assert decode(Settings, table, "again").overrides == found.overrides


def test_pyproject_and_dashes(tmp_path: Path) -> None:
    text = '[tool.checker]\nfail-on = "info"\n[[tool.checker.overrides]]\nfiles = ["*"]\nextend-select = ["figures"]\n'
    found = load(tmp_path, text, "pyproject.toml")
    assert (found.fail_on, found.overrides[0].extend_select) == (FailOn.INFO, ("figures",))


def test_options_that_are_the_defaults_change_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "[rules.slogan-heavy]\nshare = 0.6\n[rules.thin-section]\n") == Settings()


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.checker]\n", encoding="utf-8")
    assert config.find(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert config.find(inner) == tmp_path / "pyproject.toml"
    (inner / "checker.toml").write_text("", encoding="utf-8")
    assert config.find(inner) == inner / "checker.toml"


@pytest.mark.parametrize(
    ("file", "level", "ignore"),
    [
        ("报告.docx", None, ("missing-title",)),
        ("乡镇/东河镇.docx", Level.TOWNSHIP, ("missing-title", "thin-category")),
        ("乡镇/旧/东河镇.docx", Level.TOWNSHIP, ("missing-title", "thin-category")),
        ("乡镇/部门.docx", Level.DEPARTMENT, ("missing-title", "thin-category")),
        ("部门.docx", Level.DEPARTMENT, ("missing-title",)),
        ("县/乡镇/东河镇.docx", None, ("missing-title",)),
    ],
)
def test_overrides_lie_over_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, level: Level | None, ignore: tuple[str, ...]
) -> None:
    found = load(
        tmp_path,
        'ignore = ["missing-title"]\n'
        '[[overrides]]\nfiles = ["乡镇/**"]\nlevel = "township"\nignore = ["thin-category"]\n'
        '[[overrides]]\nfiles = ["部门.*"]\nlevel = "department"\n',
    )
    monkeypatch.chdir(tmp_path.parent)
    for path in (str(tmp_path / file), f"{tmp_path.name}/{file}"):
        chosen = found.for_file(path)
        assert (chosen.level, chosen.ignore, chosen.overrides) == (level, ignore, ())


def test_previous_in_a_folder(tmp_path: Path) -> None:
    old = tmp_path / "2023"
    old.mkdir()
    (old / "东河镇.docx").touch()
    (old / "清江县2023年报告.docx").touch()
    found = Settings(previous=old)
    assert found.for_file("新/东河镇.docx").previous == old / "东河镇.docx"
    assert found.for_file("新/清江县2024年报告.docx").previous == old / "清江县2023年报告.docx"
    assert found.for_file("新/西河镇.docx").previous is None
    assert found.for_file(str(old / "东河镇.docx")).previous is None
    assert Settings(previous=tmp_path / "no.docx").for_file("a.docx").previous == tmp_path / "no.docx"


MISTAKES = [
    ("selct = []", "checker.toml：不认识的键“selct”；是否想写“select”？"),
    ('fail-on = "info"\nfail_on = "error"', "checker.toml：同一个键写了两次，一次用“-”，一次用“_”"),
    ("folder = '.'", "checker.toml：不认识的键“folder”"),
    (
        'select = ["missing-sektion"]',
        "checker.toml.select：不认识的规则或规则组“missing-sektion”；是否想写“missing-section”？",
    ),
    ('ignore = ["tyopgraphy"]', "checker.toml.ignore：不认识的规则或规则组“tyopgraphy”；是否想写“typography”？"),
    ('select = "structure"', "checker.toml.select：应为数组"),
    ("select = [1]", "checker.toml.select[0]：应为字符串"),
    ("year = 1999", "checker.toml.year：应在2004到2099之间"),
    ("year = true", "checker.toml.year：应为整数"),
    (
        'fail_on = "warn"',
        "checker.toml.fail_on：“warn”不在可用的值之内（error、warning、info、never）；是否想写“warning”？",
    ),
    ("severity = 1", "checker.toml.severity：应为表"),
    (
        'severity = { figures = "eror" }',
        "checker.toml.severity.figures：“eror”不在可用的值之内（error、warning、info）；是否想写“error”？",
    ),
    (
        'severity = { figurs = "error" }',
        "checker.toml.severity：不认识的规则或规则组“figurs”；是否想写“figures”？",
    ),
    ("rules = []", "checker.toml.rules：应为表"),
    ("[rules.thin-sektion]", "checker.toml.rules：不认识的规则“thin-sektion”；是否想写“thin-section”？"),
    ("[rules.missing-title]", "checker.toml.rules.missing-title：规则“missing-title”没有选项"),
    ("[rules.thin-section]\nplans = 1", "checker.toml.rules.thin-section：不认识的键“plans”；是否想写“plan”？"),
    ("[rules.thin-section]\nplan = 1.5", "checker.toml.rules.thin-section.plan：应为整数"),
    ("[rules.thin-section]\nplan = -1", "checker.toml.rules.thin-section.plan：应不小于0"),
    ("[rules.slogan-heavy]\nshare = 2", "checker.toml.rules.slogan-heavy.share：应在0.1到1之间"),
    ("[rules.slogan-heavy]\nshare = nan", "checker.toml.rules.slogan-heavy.share：应在0.1到1之间"),
    ("requirements = [1]", "checker.toml.requirements[0]：应为字符串（路径）"),
    ('baseline = ""', "checker.toml.baseline：应为字符串（路径）"),
    ('baseline = "a\\u0000"', "checker.toml.baseline：应为字符串（路径）"),
    ("[[waivers]]\nfile = 'a'", "checker.toml.waivers[0]：缺少键“rule”"),
    ("[[overrides]]\nfiles = ['a', '!']", "checker.toml.overrides[0].files：“a、!”不是有效的写法"),
    ('exclude = ["!"]', "checker.toml.exclude：“!”不是有效的写法"),
    ('exclude = ["[z-a]"]', "checker.toml.exclude：“[z-a]”不是有效的写法"),
    (
        'profile = "county-2021-2052"',
        "checker.toml.profile：不认识的规范档案“county-2021-2052”；是否想写“county-2021-2025”？",
    ),
    (
        "[[overrides]]\nfiles = ['a']\nprofile = 'contry-2026'",
        "checker.toml.overrides[0].profile：不认识的规范档案“contry-2026”；是否想写“county-2026”？",
    ),
    ("[[overrides]]\nlevel = 'county'", "checker.toml.overrides[0]：缺少键“files”"),
    ("overrides = [1]", "checker.toml.overrides[0]：应为表"),
    (
        "[[overrides]]\nfiles = ['a']\nignore = ['figurs']",
        "checker.toml.overrides[0].ignore：不认识的规则或规则组“figurs”；是否想写“figures”？",
    ),
    (
        "[[overrides]]\nfiles = ['a']\nlevel = 'contry'",
        "checker.toml.overrides[0].level：“contry”不在可用的值之内（province、city、county、township、department）；是否想写“county”？",
    ),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_mistakes(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(tmp_path, text)
    assert str(caught.value) == message


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.dates()
TABLES = st.dictionaries(st.text(max_size=4), PLAIN | st.lists(PLAIN, max_size=2), max_size=2)
VALUES = PLAIN | TABLES | st.lists(PLAIN | TABLES, max_size=2)


@settings(deadline=None)
@given(st.sampled_from([key.name for key in keys(Settings)]), VALUES)
def test_no_value_ends_in_a_traceback(name: str, value: object) -> None:
    with contextlib.suppress(UsageError):
        decode(Settings, {name: value}, "any.toml")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.options], ids=lambda rule: rule.name)
def test_options_are_explained_and_within_their_bounds(rule: Rule) -> None:
    cls = rule.options
    assert cls is not None
    for key in keys(cls):
        assert key.what
    assert decode(cls, encode(cls()), "defaults") == cls()


def test_the_floors_of_the_options_are_those_of_the_law() -> None:
    floors = {r.params["part"]: r.params["characters"] for r in law.load().requirements if r.rule == "thin-section"}
    for key in keys(thin_section.Options):
        assert key.what == f"{PartKind(key.name).chinese}部分至少多少字（不写为{floors.pop(key.name)}）"
    assert not floors
