"""The pages in `docs/rules` and the schema are what `docs/build.py` makes of the code; the examples for Python run."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "docs"

EDITORS = (FOLDER / "editors.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"^```python\n(.*?)^```$", (FOLDER / "library.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_of_the_library_run(example: str) -> None:
    exec(compile(example, "docs/library.md", "exec"), {})


@pytest.mark.parametrize(
    "block", re.findall(r"^```json\n(.*?)^```$", EDITORS, re.MULTILINE | re.DOTALL), ids=["kate", "sublime"]
)
def test_settings_of_editors_are_read(block: str) -> None:
    (clients,) = json.loads(block).values()
    (client,) = clients.values()
    assert client["command"] == ["checker", "lsp"]
    assert set(client["initializationOptions"]) == {"categories"}


def test_what_is_built_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build", FOLDER / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    made = build.pages()
    assert {path.name for path in (FOLDER / "rules").glob("*.md")} == set(made), "run python docs/build.py"
    for name, text in made.items():
        assert (FOLDER / "rules" / name).read_text(encoding="utf-8") == text, f"{name}: run python docs/build.py"
    assert build.SCHEMA.read_text(encoding="utf-8") == build.report_schema(), "run python docs/build.py"
    audit = build.AUDIT.read_text(encoding="utf-8")
    assert audit == build.audit_page(audit), "run python docs/build.py"
