"""The JSON Schema of `checker.toml` and the loader agree."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker import config, schema
from checker.config import Settings
from checker.decode import keys
from checker.errors import UsageError

VALIDATOR = Draft202012Validator(schema.settings())
RIGHT = [
    "",
    'select = ["structure", "missing-title"]\nfail_on = "never"\nyear = 2024\nlevel = "township"\n',
    'previous = "../上一年"\nbaseline = "b.json"\nrequirements = ["本省.toml"]\nterms = ["本省.tsv"]\n',
    '[severity]\nfigures = "error"\nmissing-title = "info"\n',
    "[rules.thin-section]\nplan = 300\n[rules.repeated-sentence]\nsimilarity = 1\n",
    '[[waivers]]\nfile = "a.docx"\nrule = "missing-title"\nreason = "另附"\n',
    '[[overrides]]\nfiles = ["乡镇/**"]\nlevel = "township"\nseverity = { terms = "info" }\n',
]
WRONG = [
    'selct = ["structure"]',
    'select = ["structur"]',
    'select = "structure"',
    'fail_on = "warn"',
    "year = 1999",
    'year = "2024"',
    'level = "village"',
    'baseline = ""',
    "requirements = 1",
    '[severity]\nfigurs = "error"',
    '[severity]\nfigures = "off"',
    "[rules.missing-title]\na = 1",
    "[rules.thin-section]\nplans = 1",
    "[rules.thin-section]\nplan = -1",
    "[rules.slogan-heavy]\nshare = 1.5",
    '[[waivers]]\nfile = "a.docx"',
    '[[overrides]]\nlevel = "township"',
    '[[overrides]]\nfiles = ["a"]\nfail_on = "never"',
]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.settings())


@pytest.mark.parametrize("text", RIGHT)
def test_right_settings(tmp_path: Path, text: str) -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(text))) == []
    (tmp_path / "checker.toml").write_text(text, encoding="utf-8")
    config.load(tmp_path / "checker.toml")


@pytest.mark.parametrize("text", WRONG)
def test_wrong_settings(tmp_path: Path, text: str) -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(text)))
    (tmp_path / "checker.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        config.load(tmp_path / "checker.toml")


def test_every_key_is_described() -> None:
    found = schema.settings()
    assert isinstance(found["properties"], dict)
    assert list(found["properties"]) == [key.name for key in keys(Settings)]

    def objects(node: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a schema
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        own = [node] if isinstance(node, dict) and isinstance(node.get("properties"), dict) else []
        return own + [one for value in inner for one in objects(value)]

    for one in objects(found):
        for name, value in one["properties"].items():
            assert value.get("description"), name
