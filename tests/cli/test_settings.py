"""Settings at the command line: `checker init`, `--show-settings`, what goes for which file, and the baseline."""

import json
import tomllib
from pathlib import Path

import pytest
from transcript import DRAFT, Run

from checker import config, engine, law
from checker.config import Settings
from checker.decode import keys
from checker.rules import RULES

FEW = ("--select", "wrong-period,personal-data")
EMPTY = '{"tool": "fazhi-checker", "version": 1, "findings": []}'
CONCISE = ("--output-format", "concise")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def uncommented(text: str) -> str:
    """Return what `checker init` wrote, its defaults in effect: lines that begin with “#” and no space."""
    return "\n".join(
        line[1:] if line.startswith("#") and line[1:2] not in ("", " ") else line for line in text.split("\n")
    )


def test_init_writes_the_defaults(run: Run, tmp_path: Path) -> None:
    done = run("init")
    assert (done.code, done.err) == (0, "")
    text = (tmp_path / "checker.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    (tmp_path / "checker.toml").write_text(uncommented(text), encoding="utf-8")
    assert config.load(tmp_path / "checker.toml") == Settings()
    given = tomllib.loads(uncommented(text))
    for rule in RULES:
        if rule.options:
            assert rule.name in given["rules"]


def test_init_explains_every_key_and_its_examples_are_valid(run: Run, tmp_path: Path) -> None:
    run("init")
    text = (tmp_path / "checker.toml").read_text(encoding="utf-8")
    examples = "\n".join(line.removeprefix("#     ") for line in text.split("\n") if line.startswith("#     "))
    general, _, _ = examples.partition("achievements = ")
    (tmp_path / "checker.toml").write_text(general, encoding="utf-8")
    found = config.load(tmp_path / "checker.toml")
    for key in keys(Settings):
        assert key.name == "rules" or f"# {key.what}\n" in text
        if key.example is not None:
            assert getattr(found, key.name) != key.default


def test_init_never_overwrites(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "checker.toml", "# mine\n")
    done = run("init")
    assert (done.code, done.out) == (2, "")
    assert done.err == "checker：checker.toml 已经有了，没有改动；要重写，请先把它改名或者删去\n"
    assert (tmp_path / "checker.toml").read_text(encoding="utf-8") == "# mine\n"


def test_shown_settings_can_be_fed_back(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        "checker.toml",
        'previous = "旧"\nignore = ["missing-title"]\n[severity]\nwrong-period = "error"\n[rules.slogan-heavy]\nshare = 0.9\n'
        '[[waivers]]\nfile = "a"\nrule = "missing-title"\n[[overrides]]\nfiles = ["*.txt"]\nlevel = "township"\n',
    )
    write(tmp_path, "旧/draft.txt", DRAFT)
    options = ("--show-settings", "--select", "figures,reuse", "--year", "2023")
    done = run("lint", "draft.txt", *options)
    assert (done.code, done.err) == (0, "")
    for line in (
        "（出自：命令行）\nyear = 2023\n",
        '\n[severity]\nwrong-period = "error"\n',
        "\n#   错误  wrong-period\n",
    ):
        assert line in done.out
    assert f"（出自：{tmp_path / 'checker.toml'} 的 overrides）\nlevel = " in done.out
    assert f"（出自：{tmp_path / 'checker.toml'}）\nignore = " in done.out
    again = tmp_path / "again" / "checker.toml"
    write(again.parent, again.name, done.out)
    first = config.load(tmp_path / "checker.toml").for_file(str(tmp_path / "draft.txt"))
    found = config.load(again)
    assert (found.previous, found.severity, found.rules) == (first.previous, first.severity, first.rules)
    assert (found.waivers, found.level, found.ignore) == (first.waivers, first.level, first.ignore)
    assert (found.select, found.year) == (("figures", "reuse"), 2023)
    shown = run("lint", "draft.txt", "--show-settings", "--config", str(again)).out
    assert [line for line in shown.splitlines() if line[:2] != "# "] == [
        line for line in done.out.splitlines() if line[:2] != "# "
    ]


def test_shown_settings_are_toml_whatever_the_names(run: Run, tmp_path: Path) -> None:
    name = "行\u2028\x85\n尾.txt"
    write(tmp_path, "checker.toml", '[rules.undefined-abbreviation]\nknown = ["\\u2028\\u007f\\n\\"\\\\"]\n')
    done = run("lint", name, "--show-settings", "--select", "terms", "--baseline", write(tmp_path, name, EMPTY).name)
    assert done.code == 0
    found = config.load(write(tmp_path, "again.toml", done.out))
    assert found.rules == config.load(tmp_path / "checker.toml").rules
    assert found.baseline == tmp_path / name


def test_shown_settings_of_a_folder_without_any(run: Run, tmp_path: Path) -> None:
    done = run("lint", "--show-settings", "--select", "suppression")
    assert done.out.startswith("# 对 . 生效的设置\n")
    assert done.out.endswith("# 规则（1 条）\n#   警告  unused-suppression\n")
    assert config.load(write(tmp_path, "checker.toml", done.out)) == Settings(select=("suppression",))


def test_severity(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "checker.toml", '[severity]\nfigures = "info"\ndisclosure = "info"\npersonal-data = "warning"\n')
    first, second = run("lint", "draft.txt", *CONCISE, *FEW).out.splitlines()
    assert first.startswith("draft.txt:3:1: info wrong-period ")
    assert second.startswith("draft.txt:7:21: warning personal-data ")
    assert run("lint", "draft.txt", *CONCISE, "--select", "wrong-period").code == 0


def test_other_settings_for_some_files(run: Run, tmp_path: Path) -> None:
    for name in ("县.txt", "乡镇/东河镇.txt"):
        write(tmp_path, name, DRAFT)
    write(
        tmp_path,
        "checker.toml",
        'level = "county"\n[[overrides]]\nfiles = ["乡镇/**"]\nlevel = "township"\nignore = ["personal-data"]\n',
    )

    def found(*options: str) -> list[tuple[str, list[str]]]:
        out = run("lint", "县.txt", "乡镇", "--output-format", "json", *FEW, *options).out
        documents = json.loads(out)["documents"]
        return [(one["level"], [finding["rule"] for finding in one["findings"]]) for one in documents]

    both, one = ["wrong-period", "personal-data"], ["wrong-period"]
    assert found() == [("county", both), ("township", one)]
    assert found("--level", "city") == [("city", both), ("city", one)]
    assert found("--ignore", "wrong-period") == [("county", ["personal-data"]), ("township", [])]


def test_options_reach_their_rule(run: Run, tmp_path: Path) -> None:
    text = DRAFT + "“两高一低”企业整治完成。调解员为农民工王小明追讨欠薪。\n"
    write(tmp_path, "draft.txt", text)
    select = ("--select", "undefined-abbreviation,named-citizen,thin-section", *CONCISE)
    before = run("lint", "draft.txt", *select).out
    assert [name in before for name in ("两高一低", "named-citizen", "不少于")] == [True] * 3
    write(
        tmp_path,
        "checker.toml",
        '[rules.undefined-abbreviation]\nknown = ["两高一低"]\n[rules.named-citizen]\nallowed = ["王小明"]\n'
        "[rules.thin-section]\nachievements = 0\nshortcomings = 5000\nplan = 0\nresponsibility = 0\n",
    )
    after = run("lint", "draft.txt", *select).out
    assert [name in after for name in ("两高一低", "named-citizen", "要求不少于5000字")] == [False, False, True]


def test_similarity_is_an_option(run: Run, tmp_path: Path) -> None:
    text = "全县各级各部门组织开展行政执法案卷评查并通报结果。\n全县各级各部门组织开展行政执法案卷抽查并通报情况。\n"
    write(tmp_path, "draft.txt", DRAFT + text)
    assert run("lint", "draft.txt", "--select", "repeated-sentence").code == 0
    write(tmp_path, "checker.toml", "[rules.repeated-sentence]\nsimilarity = 0.8\n")
    assert run("lint", "draft.txt", "--select", "repeated-sentence").code == 1


OWN = """
[[instrument]]
id = "own"
title = "某省法治政府建设年度报告办法"
issuer = "某省人民政府"
in_force_from = 2020-01-01
source = "省政府公报"
evidence = "seen"
checked = 2026-01-01

[[requirement]]
id = "own-due"
rule = "late-report"
asks = "2月1日之前报送。"
basis = [{ instrument = "own", article = "第五条", evidence = "seen" }]
params = { month = 2, day = 1 }
"""


def test_own_requirements(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "draft.txt", DRAFT + "松原县人民政府\n2025年2月18日\n")
    options = ("--select", "late-report")
    assert run("lint", "draft.txt", *options).code == 0
    write(tmp_path, "规定/本省.toml", OWN)
    write(tmp_path, "checker.toml", 'requirements = ["规定/本省.toml"]\n')
    assert "某省法治政府建设年度报告办法" in run("lint", "draft.txt", *options).out
    assert "应当在2025年2月1日之前报送" in run("lint", "draft.txt", *options, *CONCISE).out


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (', evidence = "seen" }', " }", "本省.toml: requirement[0].basis[0]：缺少键“evidence”"),
        (
            "late-report",
            "late-reprot",
            "本省.toml: requirement[0].rule：不认识的规则“late-reprot”；是否想写“late-report”？",
        ),
        ("month = 2", "moth = 2", "本省.toml: requirement[0].params：不认识的键“moth”；是否想写“month”？"),
        ("[[requirement]]", "[requirement]", "本省.toml: requirement：应写成 [[requirement]]"),
        ('"own-due"', '"C1"', "本省.toml: requirement[0]：编号“C1”重复"),
        (OWN, "[[period]]\nid = '2027'", "本省.toml：不认识的键“period”"),
        (OWN, "[" * 9999, "本省.toml：不是有效的 TOML"),
    ],
)
def test_wrong_requirements(run: Run, tmp_path: Path, old: str, new: str, line: str) -> None:
    write(tmp_path, "本省.toml", OWN.replace(old, new))
    write(tmp_path, "checker.toml", 'requirements = ["本省.toml"]\n')
    done = run("lint", "draft.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"checker：{line}")
    assert done.err.count("\n") == 1


def test_own_terms(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "draft.txt", DRAFT + "区法治办组织法治宣传，法治办发出通知。\n")
    write(tmp_path, "用语.tsv", "wrong\tright\treason\n法治宣传\t普法宣传\t本省统一用语\n法治办\t区法治办\n\n")
    write(tmp_path, "checker.toml", 'terms = ["用语.tsv"]\n')
    lines = run("lint", "draft.txt", "--select", "outdated-term", *CONCISE).out.splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == [
        "warning outdated-term “法治宣传”在本地写作“普法宣传”（本省统一用语）",
        "warning outdated-term “法治办”在本地写作“区法治办”",
    ]


def test_what_the_own_terms_call_right_is_not_outdated(tmp_path: Path) -> None:
    first, second, *rest = law.load_lexicon().outdated
    table = write(tmp_path, "用语.tsv", f"wrong\tright\n另一种说法\t{first.wrong}\n{second.wrong}\t本地说法\n")
    found = law.with_house_terms(law.load_lexicon(), (table,))
    assert list(found.outdated) == rest
    assert [(term.wrong, term.right) for term in found.house] == [
        ("另一种说法", first.wrong),
        (second.wrong, "本地说法"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (None, "用语.tsv：没有这个文件"),
        ("", "用语.tsv：应为 UTF-8 编码、用制表符分列的表，不能是空的"),
        ("错\t对\n", "用语.tsv 第1行：各列应为 wrong、right、reason，用制表符分开"),
        ("wrong\tright\n甲\t甲\n", "用语.tsv 第2行：应写两个不同的词和理由，用制表符分开"),
        ("wrong\tright\n\n甲\n", "用语.tsv 第3行：应写两个不同的词和理由，用制表符分开"),
        ("wrong\tright\treason\n甲\t乙\t丙\t丁\n", "用语.tsv 第2行：应写两个不同的词和理由，用制表符分开"),
    ],
)
def test_wrong_terms(run: Run, tmp_path: Path, text: str | None, line: str) -> None:
    if text is not None:
        write(tmp_path, "用语.tsv", text)
    write(tmp_path, "checker.toml", 'terms = ["用语.tsv"]\n')
    done = run("lint", "draft.txt", "--select", "outdated-term")
    assert (done.code, done.err) == (2, f"checker：{line}\n")


def test_previous_of_each_file(run: Run, tmp_path: Path) -> None:
    copied = "全县持续推进矛盾纠纷多元预防调处化解综合机制建设并完善诉调对接工作流程和联席会议制度。\n"
    for name in ("东河镇.txt", "西河镇.txt", "南河镇.txt"):
        write(tmp_path, f"今年/{name}", DRAFT + copied)
    write(tmp_path, "去年/东河镇.txt", DRAFT.replace("2024", "2023") + copied)
    write(tmp_path, "去年/南河镇.txt", "")
    write(tmp_path, "今年/checker.toml", 'previous = "../去年"\n')
    done = run("lint", "今年", "--select", "copied-from-previous", *CONCISE)
    assert done.code == 3
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["今年/东河镇.txt"]
    assert (
        done.err == f"今年/南河镇.txt：上一年的报告“{tmp_path / '今年' / '..' / '去年' / '南河镇.txt'}”：文件是空的\n"
    )


def test_baseline(run: Run, tmp_path: Path) -> None:
    (tmp_path / "稿").mkdir()
    draft = write(tmp_path, "稿/甲.txt", DRAFT)
    wrote = run("lint", "稿", *FEW, *CONCISE, "--write-baseline", "稿/b.json")
    assert (wrote.code, wrote.out) == (0, "")
    assert wrote.err == "已把 2 处问题记进基线“稿/b.json”，以后用 --baseline 只看新问题\n"
    assert {one["file"] for one in json.loads((tmp_path / "稿/b.json").read_bytes())["findings"]} == {"甲.txt"}
    silent = run("lint", "稿", *FEW, *CONCISE, "--baseline", "稿/b.json")
    assert (silent.code, silent.out) == (0, "")
    assert silent.err == "基线：2 处旧问题没有显示，0 处已经不再出现\n"
    draft.write_text(DRAFT.replace("今年以来，", "") + "电话13912345678。\n", encoding="utf-8")
    write(tmp_path, "checker.toml", 'baseline = "稿/b.json"\n')
    new = run("lint", "稿", *FEW, *CONCISE, "-v")
    assert new.code == 1
    assert new.out.startswith("稿/甲.txt:8:3: error personal-data ")
    assert new.out.count("\n") == 1
    assert new.err == (
        "0个文件没有改动，用上次的结果；1个文件要检查\n"
        "基线：1 处旧问题没有显示，1 处已经不再出现，可以重新用 --write-baseline 生成基线\n"
        "  不再出现：稿/甲.txt wrong-period 今年以来\n"
    )
    assert run("lint", "稿", *FEW, "-q", *CONCISE).err == ""
    assert run("lint", "稿", *FEW, *CONCISE, "--isolated").out.count("\n") == 2
    # writing again forgets the old baseline
    again = run("lint", "稿", *FEW, *CONCISE, "--write-baseline", "稿/b.json")
    assert "已把 2 处问题记进基线" in again.err


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--baseline", "no.json"), "checker：基线“no.json”：没有这个文件\n"),
        (("--baseline", "draft.txt"), "checker：基线“draft.txt”：不是 --write-baseline 写出的文件\n"),
        (("--write-baseline", "no/b.json"), "checker：无法写入“no/b.json”（没有文件夹“no”）\n"),
        (("--write-baseline", "draft.txt"), "checker：--write-baseline “draft.txt”会覆盖稿件，请换一个文件名\n"),
        (
            ("--write-baseline", "a.json", "--baseline", "a.json"),
            "checker：选项“--baseline”不能与“--write-baseline”同时使用\n",
        ),
    ],
)
def test_wrong_baselines(run: Run, options: tuple[str, ...], line: str) -> None:
    done = run("lint", "draft.txt", *options)
    assert (done.code, done.out, done.err) == (2, "", line)


def test_many_files_are_planned_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        write(tmp_path, f"乡镇{number % 3}/{number}.txt", DRAFT)
    overrides = "".join(f'[[overrides]]\nfiles = ["乡镇{number}/**"]\nyear = 202{number}\n' for number in range(2))
    write(tmp_path, "checker.toml", f'ignore = ["dash-form", "date-name-dot"]\n{overrides}')  # no other test has these
    counts = dict.fromkeys(("load", "find", "plan"), 0)

    def counted(module: object, name: str) -> None:
        real = getattr(module, name)

        def count(*arguments: object, **named: object) -> object:
            counts[name] += 1
            return real(*arguments, **named)

        monkeypatch.setattr(module, name, count)

    counted(config, "load")
    counted(config, "find")
    counted(engine, "plan")
    assert run("lint", ".", *FEW).code == 1
    assert counts == {"load": 1, "find": 4, "plan": 1}
