"""The formats for programs, read back by tools that are not ours or by the rules of their specifications."""

import json
import re
from pathlib import Path, PurePosixPath, PureWindowsPath

import jsonschema
import pytest
from canned import CASES, CLAIM, COMMA, DELETION, DESCRIPTORS, TEXT, in_markdown, in_word, report
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

from checker.api import lint_text
from checker.config import Settings
from checker.errors import ReadError
from checker.model import Finding, Report, Severity
from checker.reporters import github, gitlab, junit, rdjson, sarif, schema
from checker.reporters import json as machine
from checker.reporters.position import below, mapped

ROOT = PurePosixPath("/项目")
GOLDEN = Path(__file__).parent / "golden"
every_case = pytest.mark.parametrize("name", CASES)


def sarif_run(*reports: Report) -> dict:
    log = json.loads(sarif.render(reports, "1.2.3", DESCRIPTORS, ROOT))
    SarifLog.model_validate(log)
    (run,) = log["runs"]
    return run


@every_case
def test_sarif_is_valid_and_complete(name: str) -> None:
    run = sarif_run(*CASES[name])
    findings = [finding for report in CASES[name] for finding in report.findings]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({finding.rule for finding in findings})
    assert [(rules[r["ruleIndex"]], r["message"]["text"].rpartition("段：")[2]) for r in run["results"]] == [
        (finding.rule, finding.message) for finding in findings
    ]
    failures = [failure for report in CASES[name] for failure in report.failures]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is not bool(failures)
    assert len(invocation["toolExecutionNotifications"]) == len(failures)
    assert len(run["artifacts"]) == len(CASES[name])


@every_case
def test_sarif_regions_cut_their_snippets_from_the_file(name: str) -> None:
    lines = TEXT.split("\n")
    for result in sarif_run(*CASES[name])["results"]:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            region = location["physicalLocation"].get("region")
            if region:
                cut = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
                assert cut == region["snippet"]["text"]


def test_sarif_gives_no_region_where_there_is_no_line() -> None:
    absent, comma, claim = sarif_run(*CASES["word"])["results"]
    for result in (absent, comma, claim):
        assert "region" not in result["locations"][0]["physicalLocation"]
        assert "fixes" not in result
    assert "logicalLocations" not in absent["locations"][0]
    assert claim["locations"][0]["logicalLocations"] == [{"name": "第3段"}]
    assert claim["relatedLocations"][0]["logicalLocations"] == [{"name": "第4段"}]


def test_a_fix_is_given_only_where_it_fits_the_file() -> None:
    def fixes(report: Report) -> list[bool]:
        return ["fixes" in result for result in sarif_run(report)["results"]]

    assert fixes(report(COMMA, DELETION)) == [True, True]
    assert fixes(in_markdown(COMMA, DELETION)) == [True, False]  # marks stand within the second
    assert fixes(in_word(COMMA, DELETION)) == [False, False]


@pytest.mark.parametrize(
    ("path", "root", "shown"),
    [
        ("稿.txt", ROOT, "稿.txt"),
        ("./a/../稿.txt", ROOT, "稿.txt"),
        ("/项目/a/稿.txt", ROOT, "a/稿.txt"),
        ("/项目二/稿.txt", ROOT, "/项目二/稿.txt"),
        ("../稿.txt", ROOT, "/稿.txt"),
        ("-", ROOT, "-"),
        ("a\\稿.txt", ROOT, "a\\稿.txt"),
        ("a\\稿.txt", PureWindowsPath("C:\\项目"), "a/稿.txt"),
        ("c:\\项目\\a\\稿.txt", PureWindowsPath("C:\\项目"), "a/稿.txt"),
        ("D:\\稿.txt", PureWindowsPath("C:\\项目"), "D:/稿.txt"),
    ],
)
def test_paths_are_relative_below_the_root(path: str, root: PurePosixPath, shown: str) -> None:
    assert below(path, root).as_posix() == shown


@pytest.mark.parametrize(
    ("path", "uri", "relative"),
    [
        ("a b/100%.txt", "a%20b/100%25.txt", True),
        ("a:b.txt", "a%3Ab.txt", True),
        ("\udcff.txt", "%FF.txt", True),  # a name that is no UTF-8
        ("/别处/a#.txt", "file:///%E5%88%AB%E5%A4%84/a%23.txt", False),
    ],
)
def test_sarif_addresses_are_percent_encoded(path: str, uri: str, relative: bool) -> None:
    failed = Report(path, "", "", "", "", None, None, "")
    (artifact,) = sarif_run(failed)["artifacts"]
    assert artifact["location"] == {"uri": uri, **({"uriBaseId": "%SRCROOT%"} if relative else {})}


def unescaped(text: str, codes: str) -> str:
    """Undo the escapes `codes` as the runner of GitHub does."""
    return re.sub(f"%({codes})", lambda match: chr(int(match[1], 16)), text)


@given(st.text(alphabet="法 %:,\r\n0DA253🙂=;", max_size=30), st.text(alphabet="稿%:,\r\n.=2", min_size=1, max_size=20))
def test_github_commands_are_one_line_and_lose_nothing(message: str, name: str) -> None:
    one = Report(name, "text", "", TEXT, "", None, None, "", findings=(claim(message),), places=(None,))
    text = github.render((one,), ROOT)
    assert text.count("\n") == 1
    assert "\r" not in text
    command, properties, rest = text[:-1].split("::", 2)[0], *text[2:-1].split("::", 1)
    assert command == ""
    kind, _, listed = properties.partition(" ")
    given_back = dict(item.split("=", 1) for item in listed.split(","))
    assert kind == "warning"
    assert unescaped(rest, "25|0D|0A") == message
    assert unescaped(given_back["file"], "25|0D|0A|3A|2C") == below(name, ROOT).as_posix()
    assert given_back["title"] == "unquantified-claim"


def claim(message: str) -> Finding:
    return Finding("unquantified-claim", message, None, Severity.WARNING)


@every_case
def test_gitlab_issues_are_complete_and_told_apart(name: str) -> None:
    issues = json.loads(gitlab.render(CASES[name], ROOT))
    assert len(issues) == sum(len(report.findings) + len(report.failures) for report in CASES[name])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert list(issue) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1


def test_gitlab_tells_the_same_finding_of_two_files_apart() -> None:
    text, word = json.loads(gitlab.render((report(CLAIM), in_word(CLAIM)), ROOT))
    assert text["fingerprint"] != word["fingerprint"]


@every_case
def test_junit_is_read_back(name: str) -> None:
    run = JUnitXml.fromstring(junit.render(CASES[name], ROOT).encode())
    suites = list(run)
    assert len(suites) == len(CASES[name])
    for suite, one in zip(suites, CASES[name], strict=True):
        results = [result for case in suite for result in case.result]
        assert (suite.failures, suite.errors) == (len(one.findings), len(one.failures))
        assert [type(result) for result in results] == [Failure] * len(one.findings) + [Error] * len(one.failures)
        names = [case.name for case in suite]
        assert suite.tests == len(names) == len(set(names)) == max(1, len(results))
    before = (run.tests, run.failures, run.errors)
    run.update_statistics()
    assert (run.tests, run.failures, run.errors) == before


@given(st.text(max_size=30))
def test_junit_is_xml_whatever_a_draft_holds(text: str) -> None:
    one = Report(f"稿{text}", "text", "", TEXT, "", None, None, "", findings=(claim(text),), places=(None,))
    (suite,) = JUnitXml.fromstring(junit.render((one,), ROOT).encode())
    assert suite.failures == 1


@every_case
def test_rdjson_columns_are_bytes(name: str) -> None:
    lines = TEXT.encode().split(b"\n")
    rows = json.loads(rdjson.render(CASES[name], ROOT))["diagnostics"]
    findings = [finding for report in CASES[name] for finding in report.findings]
    for row, finding in zip(rows, findings, strict=False):
        found = row["location"].get("range")
        if found:
            assert finding.span
            cut = lines[found["start"]["line"] - 1][found["start"]["column"] - 1 : found["end"]["column"] - 1]
            assert cut.decode() == finding.span.of(TEXT)


def test_rdjson_suggestions_mend_the_bytes() -> None:
    (row,) = json.loads(rdjson.render((report(COMMA),), ROOT))["diagnostics"]
    (suggestion,) = row["suggestions"]
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    line = TEXT.encode().split(b"\n")[start["line"] - 1]
    mended = line[: start["column"] - 1] + suggestion["text"].encode() + line[end["column"] - 1 :]
    assert mended.decode() == TEXT.split("\n")[2].replace(",", "，")


DRAFT = st.lists(
    st.sampled_from(["法治，", "法治,建设;", "\n", "**", "🙂", "| 法 |", "> ", "`", "[法:治](a)", "<br>", "\t"])
)


@given(DRAFT.map("".join), st.sampled_from(["稿.txt", "稿.md"]))
def test_edits_fall_on_their_words_in_the_file(source: str, name: str) -> None:
    try:
        one = lint_text(source, name, settings=Settings(select=("half-width-punctuation",)))
    except ReadError:
        return
    lines = source.split("\n")
    for finding in one.findings:
        for edit, place in mapped(one, finding):
            words = edit.span.of(one.text)
            line = lines[place.line - 1]
            assert place.byte_column
            assert place.end_byte_column
            assert line[place.column - 1 : place.end_column - 1] == words
            assert line.encode()[place.byte_column - 1 : place.end_byte_column - 1] == words.encode()
    sarif.render((one,), "1", {"half-width-punctuation": next(iter(DESCRIPTORS.values()))}, ROOT)
    rdjson.render((one,), ROOT)


@every_case
def test_json_follows_its_schema(name: str) -> None:
    whole = schema.report()
    jsonschema.Draft202012Validator.check_schema(whole)
    validate(whole, (GOLDEN / name / "json").read_text(encoding="utf-8"))
    for kind, definition in (("jsonl", "line"), ("labels.jsonl", "sentence")):
        line = {"$ref": f"#/$defs/{definition}", "$defs": whole["$defs"]}
        for text in (GOLDEN / name / kind).read_text(encoding="utf-8").splitlines():
            validate(line, text)


def test_an_answer_of_classify_lines_follows_its_schema() -> None:
    whole = schema.report()
    form = {"$ref": "#/$defs/label", "$defs": whole["$defs"]}
    validate(form, machine.label_line({"任何": 1}, CASES["clean"][0].sentences[0].label))


def validate(form: dict, text: str) -> None:
    jsonschema.Draft202012Validator(form).validate(json.loads(text))


@pytest.mark.parametrize("key", ["schema", "documents", "summary"])
def test_the_schema_misses_what_is_missing(key: str) -> None:
    run = json.loads((GOLDEN / "warning" / "json").read_text(encoding="utf-8"))
    del run[key]
    assert not jsonschema.Draft202012Validator(schema.report()).is_valid(run)
