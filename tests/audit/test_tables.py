"""The Parquet tables: every value comes back, equal input gives equal bytes, and a failure leaves the older files."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made import PAIRS, RECORDS

from checker.audit import tables as told
from checker.audit.record import Status
from checker.audit.score import load, score
from checker.audit.tables import TABLES, Tables
from checker.model import CATEGORIES

SHEET = load()


def write(folder: Path, records: Iterable[Any] = RECORDS) -> None:
    with Tables(folder) as tables:
        for record in records:
            tables.add(record, score(record, SHEET))
        for pair in PAIRS:
            tables.add_pair(pair)


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


def test_every_value_comes_back(tmp_path: Path) -> None:
    write(tmp_path)
    reports = rows(tmp_path, "reports")
    assert [row["report"] for row in reports] == list(range(len(RECORDS)))
    for row, record in zip(reports, RECORDS, strict=True):
        for name in ("path", "status", "body", "level", "year", "region", "title", "format", "profile", "dated"):
            assert row[name] == getattr(record, name)
        for name in ("received", "due", "late", "empty", "characters", "sha256"):
            assert row[name] == getattr(record, name)
        for name in ("sentences", "findings", "figures"):
            assert row[name] == len(getattr(record, name))
        found = score(record, SHEET)
        assert row["score"] == (found.total if found else None)
    held = {name: rows(tmp_path, name) for name in ("findings", "sentences", "figures")}
    for name, table in held.items():
        expected = [(n, i, one) for n, record in enumerate(RECORDS) for i, one in enumerate(getattr(record, name))]
        assert [(row["report"], row["number"]) for row in table] == [(n, i) for n, i, _ in expected]
    sentences = [sentence for record in RECORDS for sentence in record.sentences]
    for row, sentence in zip(held["sentences"], sentences, strict=True):
        assert (row["text"], row["start"], row["stop"]) == (sentence.text, sentence.start, sentence.end)
        assert (row["section"], row["category"], row["role"]) == (sentence.section, sentence.category, sentence.role)
        assert row["confidence"] == pytest.approx(sentence.confidence)
    findings = [finding for record in RECORDS for finding in record.findings]
    for row, finding in zip(held["findings"], findings, strict=True):
        assert (row["rule"], row["rule_group"], row["severity"]) == (finding.rule, finding.group, finding.severity)
        assert (row["message"], row["excerpt"]) == (finding.message, finding.excerpt)
        assert row["place"] == (finding.place.label if finding.place else None)
    assert [row["value"] for row in held["figures"]] == [f.value for r in RECORDS for f in r.figures]


def test_what_is_worked_out(tmp_path: Path) -> None:
    write(tmp_path)
    reports = {row["body"]: row for row in rows(tmp_path, "reports")}
    assert [reports[f"{name}人民政府"]["days_late"] for name in ("东河县", "柳桥县", "南溪县", "西关县")] == [
        0,
        18,
        2,
        None,
    ]
    assert [reports["石桥县人民政府"][f"has_{part}"] for part in ("achievements", "plan")] == [True, False]
    north = reports["北岭县人民政府"]
    assert (north["province"], north["city"], north["county"]) == ("云岭省", "青川市", "北岭县")
    assert (north["has_plan"], north["failure"]) == (None, "文件有密码，打不开")
    late = reports["柳桥县人民政府"]
    assert (late["errors"], late["warnings"], late["infos"]) == (1, 5, 0)
    read = sum(record.status is Status.READ for record in RECORDS)
    categories = rows(tmp_path, "categories")
    assert len(categories) == read * len(CATEGORIES)
    assert sum(row["share"] for row in categories) == pytest.approx(read, rel=1e-6)  # type: ignore[misc]
    (copies,) = rows(tmp_path, "copies")
    (passage,) = copies.pop("passages")  # type: ignore[misc]
    assert copies["first_share"] == pytest.approx(PAIRS[0].first_share)
    assert (passage["first_start"], passage["second_stop"]) == (3, 4)
    assert sum(row["won"] for row in rows(tmp_path, "scores") if row["report"] == 0) == pytest.approx(  # type: ignore[misc]
        reports["东河县人民政府"]["score"]
    )


def test_files_say_what_is_in_them(tmp_path: Path) -> None:
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{table.name}.parquet" for table in TABLES}
    for table in TABLES:
        file = pq.ParquetFile(tmp_path / f"{table.name}.parquet")
        assert file.schema_arrow.metadata[b"description"].decode() == table.what
        for column in table.columns:
            field = file.schema_arrow.field(column.name)
            assert field.metadata[b"description"].decode() == column.what
            assert (field.type, field.nullable) == (column.kind, column.nullable)
        if file.metadata.num_row_groups:
            group = file.metadata.row_group(0)
            chunks = {group.column(n).path_in_schema: group.column(n) for n in range(group.num_columns)}
            assert {chunk.compression for chunk in chunks.values()} == {"ZSTD"}
            for column in table.columns:
                if pa.types.is_dictionary(column.kind):
                    assert chunks[column.name].has_dictionary_page
    reserved = {
        word
        for (word,) in duckdb.sql(
            "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
        ).fetchall()
    }
    assert not reserved & {column.name for table in TABLES for column in table.columns}


def test_the_same_records_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, small = (tmp_path / name for name in ("甲", "乙", "小"))
    for folder in (first, second, small):
        folder.mkdir()
    write(first)
    write(second)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()
    monkeypatch.setattr(told, "_ROWS", 4)
    write(small)
    for path in small.iterdir():
        assert rows(small, path.stem) == rows(first, path.stem)
        held = pq.ParquetFile(path).metadata
        assert all(held.row_group(group).num_rows <= 4 for group in range(held.num_row_groups))
    assert pq.ParquetFile(small / "sentences.parquet").metadata.num_row_groups > len(RECORDS)


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    write(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    broken = dataclasses.replace(RECORDS[0], characters=2**40)  # more than the column holds, seen when it is written
    with pytest.raises((pa.ArrowException, OverflowError)):
        write(tmp_path, (*RECORDS, broken))
    with pytest.raises(AttributeError):  # while the tables are being filled
        write(tmp_path, (*RECORDS, None))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_nothing_at_all(tmp_path: Path) -> None:
    with Tables(tmp_path):
        pass
    for table in TABLES:
        assert pq.read_table(tmp_path / f"{table.name}.parquet").num_rows == 0
