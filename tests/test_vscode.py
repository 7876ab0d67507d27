"""The extension for VS Code says the same as the package; how it works is tested by its own tests."""

import json
import re
from pathlib import Path

from checker import __version__
from checker.readers import OTHER_DRAFTS, SUFFIXES

MANIFEST = json.loads((Path(__file__).parents[1] / "editors" / "vscode" / "package.json").read_text(encoding="utf-8"))


def test_menus_offer_what_can_be_read() -> None:
    for entries in MANIFEST["contributes"]["menus"].values():
        for entry in entries:
            (names,) = re.findall(r"\\\.\(([a-z|]+)\)", entry["when"])
            assert {f".{name}" for name in names.split("|")} == SUFFIXES.keys() | OTHER_DRAFTS


def test_version_is_that_of_the_package() -> None:
    assert MANIFEST["version"] == __version__
