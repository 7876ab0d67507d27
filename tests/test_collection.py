"""The generator of benchmark collections: what it says that it planted is what the files hold."""

import csv
import dataclasses
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from rapidfuzz import fuzz

from benchmarks import collection
from checker.anatomy import dissect
from checker.errors import ReadError
from checker.model import Document
from checker.readers import read

Row = dict[str, Any]
SEED, YEAR, REPORTS = 11, 2025, 150
_LEAD = re.compile(r"^(?:[一二三四五六七八九十]+是|（[\d一二三四五六七八九十]+）)")


@dataclasses.dataclass(frozen=True)
class Made:
    folder: pathlib.Path
    rows: list[Row]
    manifest: list[dict[str, str]]

    def document(self, path: str) -> Document:
        return read((self.folder / path).read_bytes(), path)

    def common(self, row: Row) -> set[str]:
        """What everybody writes: the set phrases, and what the province's plan says."""
        parts = (*collection.CATEGORIES, "plan")
        known = {text for part in parts for text in collection.phrases(part, row["year"])}
        return known.union(collection.superior(row["region"].split("/")[0], SEED, row["year"]))

    def own(self, row: Row) -> list[str]:
        """The sentences of the compared parts that are the report's own, as the checker reads the file."""
        document = self.document(row["path"])
        sentences = [
            _LEAD.sub("", sentence.span.of(document.text))
            for sentence in dissect(document).sentences
            if sentence.part in collection.COMPARED
        ]
        return [sentence for sentence in sentences if sentence not in self.common(row)]


def make(folder: pathlib.Path, **changed: object) -> Made:
    arguments = {"reports": REPORTS, "seed": SEED, "year": YEAR, "copies": 0.1, "faults": 0.5} | changed
    collection.generate(folder, **arguments)
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        manifest = list(csv.DictReader(file))
    rows = [json.loads(line) for line in (folder / "planted.jsonl").read_text(encoding="utf-8").splitlines()]
    return Made(folder, rows, manifest)


def digests(folder: pathlib.Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("collection") / "out")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("clean") / "out", reports=200, copies=0, faults=0, formats={"txt": 1})


def test_the_same_arguments_give_the_same_bytes(made: Made, tmp_path: pathlib.Path) -> None:
    again = make(tmp_path / "again")
    assert digests(again.folder) == digests(made.folder)


def test_another_year_is_written_anew(clean: Made, tmp_path: pathlib.Path) -> None:
    before = make(tmp_path / "before", reports=60, year=YEAR - 1, copies=0, faults=0, formats={"txt": 1})
    now = {row["body"]: row for row in clean.rows}
    both = [row for row in before.rows if row["body"] in now]
    assert len(both) > 40
    for row in both:
        assert row["dated"].startswith(str(YEAR))
        assert not set(before.own(row)) & set(clean.own(now[row["body"]]))


def test_another_seed_has_other_places(made: Made) -> None:
    known = {row["body"] for row in made.rows}
    assert not any(body.name in known for body, _ in zip(collection.bodies(SEED + 1), range(REPORTS), strict=False))


def test_the_bodies_are_enough_for_two_provinces_and_all_different() -> None:
    bodies = [(body.region, body.name) for body, _ in zip(collection.bodies(SEED), range(10_500), strict=False)]
    assert len(set(bodies)) == len(bodies) == 10_500


def test_the_manifest_lists_who_reported_and_who_did_not(made: Made) -> None:
    came = {row["path"]: row for row in made.manifest if row["path"]}
    assert all((made.folder / path).is_file() for path in came)
    unreadable = set(came) - {row["path"] for row in made.rows}
    assert len(made.rows) == REPORTS == len(came) - len(unreadable)
    assert len(made.manifest) > len(came)
    for path in unreadable:
        with pytest.raises(ReadError):
            made.document(path)
    for row in made.rows:
        listed = came[row["path"]]
        assert (listed["body"], listed["level"], listed["region"]) == (row["body"], row["level"], row["region"])
        assert datetime.date.fromisoformat(listed["received"]) >= datetime.date.fromisoformat(row["dated"])


def test_some_files_are_no_reports(made: Made) -> None:
    known = {row["path"] for row in made.manifest} | {"manifest.csv", "planted.jsonl"}
    others = {pathlib.PurePosixPath(path).suffix for path in digests(made.folder) if path not in known}
    assert {".xlsx", ".zip"} <= others
    assert any(path.name.startswith("~$") for path in made.folder.rglob("*"))


def test_every_format_and_level_is_there(made: Made) -> None:
    assert {pathlib.PurePosixPath(row["path"]).suffix for row in made.rows} == {".docx", ".html", ".txt", ".md"}
    assert {"province", "city", "county", "township", "department"} == {row["level"] for row in made.rows}


def test_planted_words_stand_in_the_file(made: Made) -> None:
    rules = Counter()
    for row in made.rows:
        text = made.document(row["path"]).text
        assert row["body"] in text
        for fault in row["faults"]:
            rules[fault["rule"]] += 1
            assert fault["text"] in text
    assert len(rules) > 15
    assert abs(sum(bool(row["faults"]) for row in made.rows) - REPORTS / 2) <= 2


def test_a_part_left_out_is_not_there(made: Made) -> None:
    gone = [row for row in made.rows if any(fault["rule"] == "missing-section" for fault in row["faults"])]
    assert gone
    for row in gone:
        parts = [part for part in dissect(made.document(row["path"])).parts if part.heading]
        assert len({part.kind for part in parts}) == (0 if row["empty"] else 3)


def test_the_overlap_is_what_the_files_say(made: Made) -> None:
    copiers = [row for row in made.rows if row["copied_from"]]
    assert len(copiers) == round(0.1 * REPORTS)
    for row in copiers:
        own = made.own(row)
        copied = {here for here, _ in row["copied"]}
        share = sum(len(sentence) for sentence in own if sentence in copied) / sum(map(len, own))
        assert share == pytest.approx(row["overlap"], abs=0.0001)
    assert all(not row["copied"] and row["overlap"] == 0 for row in made.rows if not row["copied_from"])


def test_the_degrees_are_met(made: Made) -> None:
    found = sorted(row["overlap"] for row in made.rows if row["copied_from"])
    wanted = sorted((*collection.DEGREES * len(found),)[: len(found)])
    assert found == pytest.approx(wanted, abs=0.08)


def test_copied_sentences_stand_in_the_source_and_look_alike(made: Made) -> None:
    rows = {row["path"]: row for row in made.rows}
    same = 0
    pairs = [(row, pair) for row in made.rows for pair in row["copied"]]
    for row, (here, there) in pairs:
        source = rows[row["copied_from"]]
        assert source["level"] == row["level"]
        assert source["body"] != row["body"]
        assert there in made.document(source["path"]).text
        assert fuzz.token_sort_ratio(" ".join(here), " ".join(there)) > 70
        assert source["body"] not in here
        same += here == there
    assert 0.1 < same / len(pairs) < 0.6  # the others have other figures, other names, or a small edit


def test_reports_that_are_not_copied_share_hardly_a_sentence(clean: Made) -> None:
    sentences = [{re.sub(r"\d+", "", text.replace(row["body"], "")) for text in clean.own(row)} for row in clean.rows]
    count = Counter(sentence for own in sentences for sentence in own)
    shared = [sentence for sentence, number in count.items() if number > 1]
    assert sum(map(len, sentences)) > 25 * len(sentences)
    assert sum(count[sentence] for sentence in shared) < 0.02 * count.total()


def test_lengths_are_those_of_real_reports(clean: Made) -> None:
    lengths = [len(clean.document(row["path"]).text) for row in clean.rows]
    assert min(lengths) > 1400
    assert max(lengths) < 5000


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"year": 2031}, "year must be"),
        ({"formats": {"pdf": 1}}, "unknown format: pdf"),
        ({"reports": 100_000}, "names for"),
    ],
)
def test_what_cannot_be_followed_is_told(tmp_path: pathlib.Path, changed: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        make(tmp_path / "out", **changed)


def test_a_folder_with_files_is_left_alone(tmp_path: pathlib.Path) -> None:
    (tmp_path / "report.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(ValueError, match="not empty"):
        make(tmp_path)


def test_the_command(tmp_path: pathlib.Path) -> None:
    command = [sys.executable, collection.__file__, str(tmp_path / "out"), "--reports", "5", "--formats", "md:1"]
    assert subprocess.run(command, check=False).returncode == 0
    assert len((tmp_path / "out" / "planted.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    again = subprocess.run(command, check=False, capture_output=True, text=True)
    assert again.returncode == 2
    assert "not empty" in again.stderr
