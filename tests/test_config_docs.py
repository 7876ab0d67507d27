"""What `docs/config.md` shows can be used as it stands, and the schema of the settings is fresh."""

import importlib.util
import re
import tomllib
from pathlib import Path

from checker import config, engine, law
from checker.config import Override, Settings
from checker.decode import keys
from checker.rules import RULES

FOLDER = Path(__file__).parents[1] / "docs"
FENCES = re.findall(
    r"^```(?:toml|tsv) (\S+)\n(.*?)^```$", (FOLDER / "config.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


def test_the_schema_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build", FOLDER / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    text = (FOLDER / "schema" / "checker.schema.json").read_text(encoding="utf-8")
    assert text == build.settings_schema(), "run python docs/build.py"


def test_settings_in_the_documentation_can_be_used(tmp_path: Path) -> None:
    files = dict(FENCES)
    for name in ("本省.toml", "用语.tsv"):
        (tmp_path / name).write_text(files.pop(name), encoding="utf-8")
    (tmp_path / "checker-baseline.json").write_text('{"tool": "fazhi-checker", "version": 1, "findings": []}', "utf-8")
    assert set(files) == {"checker.toml"}
    shown: set[str] = set()
    for name, text in FENCES:
        if name == "checker.toml":
            (tmp_path / name).write_text(text, encoding="utf-8")
            settings = config.load(tmp_path / name)
            assert settings != Settings() or "schema" in text
            for file in ("报告.docx", "乡镇/报告.docx", "部门/报告.docx"):
                engine.plan(settings.for_file(str(tmp_path / file)))
            table = tomllib.loads(text)
            shown |= {*table, *(key for override in table.get("overrides", ()) for key in override)}
            shown |= set(table.get("rules", ()))
    assert shown >= {key.name for cls in (Settings, Override) for key in keys(cls)}
    assert shown >= {rule.name for rule in RULES if rule.options}


def test_own_requirements_in_the_documentation_ask(tmp_path: Path) -> None:
    (tmp_path / "本省.toml").write_text(dict(FENCES)["本省.toml"], encoding="utf-8")
    own = law.load(own=(tmp_path / "本省.toml",))
    assert {"province-due", "province-plan"} == {r.id for r in own.requirements} - {
        r.id for r in law.load().requirements
    }
