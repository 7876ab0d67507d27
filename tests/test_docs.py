"""The pages in `docs/rules` and the schema are what `docs/build.py` makes of the code."""

import importlib.util
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs"


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
