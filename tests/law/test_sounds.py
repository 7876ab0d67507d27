"""The table of sounds is what pypinyin says (made by `benchmarks/sounds.py`)."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("sounds", ROOT / "benchmarks" / "sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TABLE.read_text(encoding="utf-8") == module.table()
