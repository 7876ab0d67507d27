"""A session over a process, message by message."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from client import PULLS, SHOWS, Client, session
from lsprotocol.converters import get_converter
from lsprotocol.types import Position
from test_convert import client_position

from checker import Linter
from checker.lsp.convert import Text
from checker.lsp.desk import NOTHING, Sheet
from checker.lsp.diagnostics import diagnostics

ROOT = Path(__file__).parents[2]
FAULTY = (ROOT / "examples" / "faulty.md").read_text(encoding="utf-8")
URI = "file:///drafts/报告.md"
DRAFT = "清江县2024年法治政府建设年度报告\n\n一、主要举措和成效\n\n全年𠮷共受理行政复议案件63件，，审结60件。开展开展培训。\n"
ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}


@pytest.fixture(scope="module")
def shared() -> Iterator[Client]:
    """One server for tests that leave no trace in it."""
    with session() as client:
        client.initialize()
        yield client
        assert client.end() == 0


@pytest.fixture
def uri(shared: Client) -> Iterator[str]:
    """A draft that is open in the shared server."""
    shared.open(URI, DRAFT)
    shared.said.clear()
    yield URI
    shared.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    shared.told("textDocument/publishDiagnostics", lambda params: params == {"uri": URI, "diagnostics": []})


def of(uri: str, **more: object) -> dict[str, object]:
    return {"textDocument": {"uri": uri}, **more}


def coded(found: list[dict[str, Any]], code: str) -> dict[str, Any]:
    (one,) = [each for each in found if each.get("code") == code]
    return one


def at(line: int, start: int, end: int) -> dict[str, Any]:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


def expected(text: str, encoding: str, version: int, *, related: bool = True) -> object:
    """Return the diagnostics of a full run."""
    linted = Linter().open(text, "/drafts/报告.md")
    sheet = Sheet(URI, Text(text, encoding), linted.report, linted.document or NOTHING, version)
    return get_converter().unstructure(diagnostics(sheet, related=related))


def applied(text: str, action: dict[str, Any]) -> str:
    """Return `text` with the edits of `action`, made from the last to the first."""
    (change,) = action["edit"]["documentChanges"]
    for edit in reversed(change["edits"]):
        start, end = (edit["range"][side] for side in ("start", "end"))
        lines = text.split("\n")

        def offset(position: dict[str, int], lines: list[str] = lines) -> int:
            line = lines[position["line"]].encode("utf-16-le")[: position["character"] * 2].decode("utf-16-le")
            return sum(len(each) + 1 for each in lines[: position["line"]]) + len(line)

        text = text[: offset(start)] + edit["newText"] + text[offset(end) :]
    return text


def test_findings_are_diagnostics(shared: Client, uri: str) -> None:
    found = shared.published(uri, 1)
    doubled = coded(found, "repeated-mark")
    assert doubled["range"] == at(4, 16, 18)  # 𠮷 counts twice
    assert (doubled["severity"], doubled["source"]) == (2, "checker")
    assert doubled["codeDescription"]["href"] == (ROOT / "docs" / "rules" / "repeated-mark.md").as_uri()
    assert doubled["data"]["occurrences"] == 1
    missing = next(each for each in found if each["code"] == "missing-section")
    assert missing["message"].startswith("（整篇）缺少“")
    assert missing["range"] == at(0, 0, 18)  # the title
    assert not [each for each in found if "tags" in each]
    assert found == expected(DRAFT, "utf-16", 1)


def test_what_is_only_to_be_taken_away_may_be_faded(shared: Client, uri: str) -> None:
    shared.change(uri, 2, {"text": DRAFT.replace("成效\n", "成效。\n")})
    found = shared.published(uri, 2)
    assert coded(found, "heading-end-mark")["tags"] == [1]
    assert coded(found, "heading-end-mark")["range"] == at(2, 9, 10)
    assert [each["code"] for each in found if "tags" in each] == ["heading-end-mark"]


def test_the_status_tells_counts_and_missing_parts(shared: Client, uri: str) -> None:
    found = shared.published(uri, 1)
    status = shared.told("checker/status")
    assert status["uri"] == uri
    for name, severity in (("error", 1), ("warning", 2), ("info", 3)):
        assert status[name] == sum(each["severity"] == severity for each in found)
    assert (status["title"], status["year"]) == ("清江县2024年法治政府建设年度报告", 2024)
    assert [f"（整篇）缺少“{part}”部分" for part in status["missing"]] == [
        each["message"] for each in found if each["code"] == "missing-section"
    ]
    (lens,) = shared.request("textDocument/codeLens", of(uri))
    assert lens["range"]["start"]["line"] == 0
    assert lens["command"]["title"].endswith(f"；缺少：{'、'.join(status['missing'])}")


def test_a_quick_fix_mends_its_finding(shared: Client, uri: str) -> None:
    found = coded(shared.published(uri, 1), "repeated-mark")
    asked = {"range": found["range"], "context": {"diagnostics": [found]}}
    actions = shared.request("textDocument/codeAction", of(uri, **asked))
    fix, *others = [action for action in actions if action["kind"] == "quickfix"]
    assert fix["isPreferred"]
    assert [one["code"] for one in fix["diagnostics"]] == ["repeated-mark"]
    assert applied(DRAFT, fix) == DRAFT.replace("，，", "，")
    (allow,) = [action for action in others if action["title"] == "豁免这一处：repeated-mark"]
    allowed = applied(DRAFT, allow)
    assert "\n<!-- checker: allow repeated-mark （请写明理由） -->\n全年" in allowed
    assert "repeated-mark" not in {finding.rule for finding in Linter().open(allowed, "a.md").report.findings}


def test_unsafe_fixes_are_told_apart_and_stay_out_of_fix_all(shared: Client, uri: str) -> None:
    shared.change(uri, 2, {"text": FAULTY})
    actions = shared.request("textDocument/codeAction", of(uri, range=ALL, context={"diagnostics": []}))
    fixes = [action for action in actions if "isPreferred" in action]
    assert [fix["isPreferred"] for fix in fixes] == sorted((fix["isPreferred"] for fix in fixes), reverse=True)
    assert {fix["title"].endswith("（可能改变意思，改后请核对）") for fix in fixes if not fix["isPreferred"]} == {True}
    (fix_all,) = shared.request(
        "textDocument/codeAction", of(uri, range=ALL, context={"diagnostics": [], "only": ["source.fixAll"]})
    )
    assert fix_all["kind"] == "source.fixAll.checker"
    mended = applied(FAULTY, fix_all)
    shared.change(uri, 3, {"text": mended})
    only = {"diagnostics": [], "only": ["source.fixAll.checker"]}
    assert shared.request("textDocument/codeAction", of(uri, range=ALL, context=only)) == []
    assert shared.request("textDocument/codeAction", of(uri, range=ALL, context={**only, "only": ["refactor"]})) == []


def test_a_whole_report_is_allowed_before_its_first_block(shared: Client, uri: str) -> None:
    shared.change(uri, 2, {"text": f"---\n作者: 甲\n---\n\n{DRAFT}"})
    actions = shared.request("textDocument/codeAction", of(uri, range=at(4, 0, 0), context={"diagnostics": []}))
    allow = next(action for action in actions if action["title"] == "整篇豁免：missing-section")
    (change,) = allow["edit"]["documentChanges"]
    assert change["edits"] == [
        {"range": at(4, 0, 0), "newText": "<!-- checker: allow-file missing-section （请写明理由） -->\n"}
    ]


def test_a_table_is_not_torn_by_a_comment(shared: Client, uri: str) -> None:
    shared.change(uri, 2, {"text": "标题\n\n| 事项 | 数 |\n|---|---|\n| 受理，，审结 | 3 |\n"})
    actions = shared.request("textDocument/codeAction", of(uri, range=at(4, 0, 20), context={"diagnostics": []}))
    assert [action["title"] for action in actions if "repeated" in action["title"]] == []
    assert any(action.get("isPreferred") for action in actions)


def test_hovering_shows_the_page_or_the_label(shared: Client, uri: str) -> None:
    hover = shared.request("textDocument/hover", of(uri, position={"line": 4, "character": 17}))
    assert hover["range"] == at(4, 16, 18)
    text = hover["contents"]["value"]
    assert "标点重复" in text
    assert "**怎么改**" in text
    assert "**为什么**" in text
    label = shared.request("textDocument/hover", of(uri, position={"line": 4, "character": 29}))
    assert "作用：" in label["contents"]["value"]
    assert shared.request("textDocument/hover", of(uri, position={"line": 1, "character": 0})) is None


def test_outline_and_folds(shared: Client, uri: str) -> None:
    shared.change(uri, 2, {"text": FAULTY})
    symbols = shared.request("textDocument/documentSymbol", of(uri))
    assert [symbol["name"] for symbol in symbols][:4] == ["标题", "主送机关", "导语", "一、主要工作开展情况"]
    work = symbols[3]
    assert work["detail"] == "举措和成效"
    assert len(work["children"]) == 5
    for symbol in (*symbols, *work["children"]):
        outer, inner = symbol["range"], symbol["selectionRange"]
        assert (outer["start"]["line"], outer["start"]["character"]) <= (
            inner["start"]["line"],
            inner["start"]["character"],
        )
        assert (inner["end"]["line"], inner["end"]["character"]) <= (outer["end"]["line"], outer["end"]["character"])
    folds = shared.request("textDocument/foldingRange", of(uri))
    assert {fold["startLine"] for fold in folds} >= {work["range"]["start"]["line"]}
    assert all(fold["startLine"] < fold["endLine"] for fold in folds)


def test_hints_are_off_until_they_are_asked_for(shared: Client, uri: str) -> None:
    assert shared.request("textDocument/inlayHint", of(uri, range=ALL)) == []
    shared.notify("workspace/didChangeConfiguration", {"settings": {"checker": {"categories": True}}})
    hints = shared.request("textDocument/inlayHint", of(uri, range=ALL))
    assert hints[0]["label"].startswith("矛盾纠纷化解·")
    assert shared.request("textDocument/inlayHint", of(uri, range=at(0, 0, 5))) == []
    shared.notify("workspace/didChangeConfiguration", {"settings": {"checker": {"categories": False}}})
    shared.notify("workspace/didChangeConfiguration", {"settings": None})
    assert shared.request("textDocument/inlayHint", of(uri, range=ALL)) == []


def test_an_empty_text_is_no_failure(shared: Client, uri: str) -> None:
    shared.change(uri, 2, {"text": " \n"})
    assert shared.published(uri, 2) == []
    assert shared.request("textDocument/codeLens", of(uri)) == []
    assert shared.request("textDocument/documentSymbol", of(uri)) == []
    shared.change(uri, 3, {"text": DRAFT})
    assert shared.published(uri, 3) == expected(DRAFT, "utf-16", 3)


def test_only_the_last_of_quick_changes_is_told(shared: Client, uri: str) -> None:
    for version in range(2, 12):
        shared.change(uri, version, {"range": at(2, 0, 0), "text": "甲"})
    assert shared.published(uri, 11)
    told = [
        message["params"].get("version") for message in shared.said if message.get("method", "").endswith("Diagnostics")
    ]
    assert not set(told) & set(range(2, 11))


def test_what_is_not_open_has_nothing(shared: Client) -> None:
    assert shared.request("textDocument/hover", of("file:///other.md", position={"line": 0, "character": 0})) is None
    assert shared.request("textDocument/diagnostic", of("file:///other.md"))["items"] == []


def test_a_file_is_linted_on_demand(shared: Client, tmp_path: Path) -> None:
    draft = tmp_path / "报告.docx"
    draft.write_bytes((ROOT / "examples" / "faulty.docx").read_bytes())
    command = {"command": "checker.checkFile", "arguments": [draft.as_uri()]}
    counts = shared.request("workspace/executeCommand", command)
    found = shared.published(draft.as_uri())
    assert counts["error"] == sum(each["severity"] == 1 for each in found)
    assert coded(found, "personal-data")["message"].startswith("第")
    assert {each["range"]["end"]["line"] for each in found} == {0}
    draft.write_bytes((ROOT / "examples" / "good.docx").read_bytes())
    changed = {"uri": draft.as_uri(), "type": 2}
    shared.notify("workspace/didChangeWatchedFiles", {"changes": [changed]})
    assert len(shared.published(draft.as_uri())) < len(found)
    draft.unlink()
    answer = shared.answer(shared.ask("workspace/executeCommand", command))
    assert answer["error"]["message"] == "找不到文件"
    assert [each["message"] for each in shared.published(draft.as_uri())] == ["（整篇）找不到文件"]
    shared.notify("workspace/didChangeWatchedFiles", {"changes": [{**changed, "type": 3}]})
    assert shared.published(draft.as_uri()) == []


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"7",
        b"{}",
        b'{"jsonrpc": "2.0"}',
        b'{"jsonrpc": "2.0", "id": 1e999}',
        b"\xff\xfe\x00",
        b"[" * 5000,
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen"}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": "file:///no.md", "version": 1}, "contentChanges": [{"text": ""}]}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "file:///no.md"}}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": "::::", "languageId": "", "version": 0, "text": "\\ud800"}}}',
        b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 99999}}',
        b'{"jsonrpc": "2.0", "method": "$/unknown", "params": null}',
        b'{"jsonrpc": "2.0", "id": "a", "result": null}',
    ],
)
def test_a_malformed_message_does_not_end_the_server(shared: Client, uri: str, body: bytes) -> None:
    shared.raw(body)
    assert len(shared.request("textDocument/foldingRange", of(uri))) == 1


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/hover", {}),
        ("textDocument/hover", None),
        ("no/such", {}),
        ("workspace/executeCommand", {"command": "no"}),
        ("workspace/executeCommand", {"command": "checker.checkFile", "arguments": []}),
        ("workspace/executeCommand", {"command": "checker.checkFile", "arguments": [1, 2]}),
        ("textDocument/codeAction", {"textDocument": {"uri": URI}, "range": at(0, -1, -5), "context": {}}),
    ],
)
def test_a_request_that_cannot_be_answered_has_an_error(shared: Client, uri: str, method: str, params: object) -> None:
    assert "error" in shared.answer(shared.ask(method, params))
    assert len(shared.request("textDocument/foldingRange", of(uri))) == 1


def test_a_request_can_be_cancelled(shared: Client, uri: str) -> None:
    shared.change(uri, 2, {"text": FAULTY * 20})
    asked = shared.ask("textDocument/hover", of(uri, position={"line": 4, "character": 3}))
    shared.notify("$/cancelRequest", {"id": asked})
    assert shared.answer(asked)["error"]["code"] == -32800
    shared.change(uri, 3, {"text": DRAFT})
    assert shared.published(uri, 3)


def test_a_client_that_asks_for_diagnostics_is_not_sent_them() -> None:
    with session() as client:
        client.initialize(capabilities={**SHOWS, "textDocument": {**SHOWS["textDocument"], **PULLS["textDocument"]}})
        client.open(URI, DRAFT)
        report = client.request("textDocument/diagnostic", of(URI))
        assert report["kind"] == "full"
        assert report["items"] == expected(DRAFT, "utf-16", 1)
        again = client.request("textDocument/diagnostic", of(URI, previousResultId=report["resultId"]))
        assert again == {"kind": "unchanged", "resultId": report["resultId"]}
        client.change(URI, 2, {"range": at(4, 0, 0), "text": "，，"})
        changed = client.request("textDocument/diagnostic", of(URI, previousResultId=report["resultId"]))
        assert coded(changed["items"], "repeated-mark")["data"]["occurrences"] == 2
        assert client.told("checker/status")
        assert client.end() == 0
        assert not [message for message in client.said if message.get("method") == "textDocument/publishDiagnostics"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_after_a_thousand_changes_the_diagnostics_are_those_of_a_full_run(encoding: str) -> None:
    chance = random.Random(encoding)
    lines = [line for line in FAULTY.split("\n") if line]
    with session() as client:
        capabilities = {**SHOWS, **PULLS, "general": {"positionEncodings": [encoding]}}
        answer = client.initialize(capabilities=capabilities, initializationOptions={"delay": 20})
        assert answer["capabilities"]["positionEncoding"] == encoding
        text = FAULTY
        client.open(URI, text)
        for version in range(2, 1002):
            start = chance.randrange(len(text) + 1)
            end = min(len(text), start + chance.choice([0, 0, 0, 1, 1, 3]))
            new = chance.choice(["", "。", "，", "😀", "𠮷", "二", "\n", chance.choice(lines)[:40]])
            at_ = {
                side: {"line": position.line, "character": position.character}
                for side, position in zip(("start", "end"), positions(text, start, end, encoding), strict=True)
            }
            client.change(URI, version, {"range": at_, "text": new})
            text = text[:start] + new + text[end:]
            if version % 250 == 0:
                client.request("textDocument/diagnostic", of(URI))
        report = client.request("textDocument/diagnostic", of(URI))
        assert report["items"] == expected(text, encoding, 1001, related=False)


def positions(text: str, start: int, end: int, encoding: str) -> tuple[Position, Position]:
    return client_position(text, start, encoding), client_position(text, end, encoding)


def test_settings_beside_the_draft_and_their_changes(tmp_path: Path) -> None:
    settings, draft = tmp_path / "checker.toml", tmp_path / "报告.md"
    settings.write_text('[severity]\nrepeated-mark = "error"\n', encoding="utf-8")
    with session() as client:
        client.initialize(rootUri=tmp_path.as_uri())
        client.open(draft.as_uri(), DRAFT)
        assert coded(client.published(draft.as_uri()), "repeated-mark")["severity"] == 1
        for content, expected_ in (
            ('ignore = ["typography"]\n', set()),
            ('select = ["repeated-mark"]\n', {"repeated-mark"}),
        ):
            settings.write_text(content, encoding="utf-8")
            client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 2}]})
            found = {each["code"] for each in client.published(draft.as_uri())}
            assert {code for code in found if code in ("repeated-mark", "doubled-word")} == expected_
        settings.write_text("selekt = 1\n", encoding="utf-8")
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 2}]})
        (wrong,) = client.published(draft.as_uri())
        assert wrong["message"].startswith("（整篇）checker.toml")
        assert "code" not in wrong
        client.told("checker/status", lambda status: status["error"] == 1)
        settings.unlink()
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 3}]})
        assert coded(client.published(draft.as_uri()), "repeated-mark")["severity"] == 2
        assert client.end() == 0


def test_changes_of_files_are_asked_for_where_that_can_be_done() -> None:
    with session() as client:
        client.initialize(capabilities={"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
        asked = client.wait(lambda message: message.get("method") == "client/registerCapability")
        globs = [w["globPattern"] for w in asked["params"]["registrations"][0]["registerOptions"]["watchers"]]
        assert "**/*.toml" in globs
        client.send({"id": asked["id"], "result": None})
        client.open("untitled:Untitled-1", DRAFT, "plaintext")
        assert client.published("untitled:Untitled-1")
        assert client.end() == 0


def test_a_client_that_just_goes_leaves_no_server() -> None:
    with session() as client:
        client.initialize()
        client.notify("exit", None)
        assert client.process.wait(30) == 1
    with session() as client:
        client.initialize()
        client.open(URI, DRAFT)
        assert client.process.stdin
        client.process.stdin.close()
        assert client.process.wait(30) == 1


def test_without_its_package_the_server_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError(name='pygls')\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    command = [sys.executable, "-m", "checker", "lsp"]
    done = subprocess.run(command, input=b"", capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == ('checker：checker lsp 要另装 pygls：pip install "pygls>=2.1"\n')
