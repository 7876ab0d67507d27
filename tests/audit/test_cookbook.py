"""Every query of docs/audit.md gives the rows that stand below it, on the collection of `made`."""

import re
from pathlib import Path

import duckdb
import pytest
from made import LAST_YEAR, PAIRS, RECORDS

from checker.audit.score import load, score
from checker.audit.tables import Tables

PAGE = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
RECIPES = re.findall(
    r"^### ([^\n]+)\n(?:(?!^### ).)*?^```sql\n(.*?)^```\n\n(\|.*?)\n\n", PAGE + "\n", re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    for year, records in (("2024", LAST_YEAR), ("2025", RECORDS)):
        (folder / year).mkdir()
        with Tables(folder / year) as tables:
            for record in records:
                tables.add(record, score(record, load()))
            for pair in PAIRS if year == "2025" else ():
                tables.add_pair(pair)
    return folder / "2025"


def told(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_all_queries_are_tested() -> None:
    assert len(RECIPES) == PAGE.count("```sql") >= 12


@pytest.mark.parametrize(("query", "table"), [recipe[1:] for recipe in RECIPES], ids=[recipe[0] for recipe in RECIPES])
def test_a_query_gives_its_rows(results: Path, monkeypatch: pytest.MonkeyPatch, query: str, table: str) -> None:
    monkeypatch.chdir(results)
    found = duckdb.sql(query)
    lines = ["| " + " | ".join(found.columns) + " |", "|" + "---|" * len(found.columns)]
    lines += ["| " + " | ".join(map(told, row)) + " |" for row in found.fetchall()]
    assert "\n".join(lines) == table


def test_the_example_for_python_runs(
    results: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(results)
    (example,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(example, "docs/audit.md", "exec"), {})
    assert "柳桥县人民政府" in capsys.readouterr().out
