"""Wheel and source package: what they hold, and that the installed wheel lints without the checkout."""

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def test_wheel_holds_code_model_and_data(packages: Path) -> None:
    (wheel,) = packages.glob("fazhi_checker-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "checker/py.typed",
        "checker/law/profiles.toml",
        "checker/audit/dashboard/page.html.j2",
        "checker/audit/dashboard/list.js",
        "checker/reporters/web/look.css",
        "checker/reporters/web/page.css",
        "checker/reporters/web/page.html.j2",
        "checker/reporters/web/page.js",
        "checker/law/requirements/contents.toml",
        "checker/_data/models/reporting-category/manifest.json",
        "checker/_data/training_data/README.md",
        "checker/_data/training_data/train/hand-a.jsonl",
        "checker/_data/pages/missing-section.md",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]


def test_source_package_can_build_again(packages: Path) -> None:
    (source,) = packages.glob("fazhi_checker-*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "models/reporting-category/manifest.json",
        "training_data/labels.toml",
    } <= names


def test_installed_wheel_lints(packages: Path, tmp_path: Path) -> None:
    (wheel,) = packages.glob("fazhi_checker-*.whl")
    venv.create(tmp_path / "env", with_pip=False)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "env")}))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(scripts / "python"),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    # the dependencies of this environment, read without its own .pth files: the editable checker stays out of sight
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "临河县2024年法治政府建设年度报告\n一、主要举措和成效\n今年以来，共调解纠纷300件。\n", encoding="utf-8"
    )
    done = subprocess.run(
        [scripts / "checker", "lint", str(draft), "--output-format", "concise"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "wrong-period" in done.stdout
    assert "missing-section" in done.stdout
    page = subprocess.run(
        [scripts / "checker", "lint", str(draft), "--output-format", "html"],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert page.stdout.decode().startswith("<!DOCTYPE html>"), page.stderr.decode()
    where = subprocess.run(
        [scripts / "python", "-c", "import checker; print(checker.__file__)"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert str(tmp_path) in where.stdout
