"""The floors of the house: a module imports its own pillar or a lower floor only (ARCHITECTURE.md)."""

import ast
import re
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "checker"
FLOORS = {
    "errors": 0,
    "resources": 0,
    "text": 1,
    "decode": 1,
    "globs": 1,
    "model": 2,
    "readers": 3,
    "anatomy": 3,
    "law": 3,
    "rules": 3,
    "classifier": 3,
    "reporters": 3,
    "config": 4,
    "schema": 5,
    "filters": 4,
    "memory": 3,
    "engine": 4,
    "writers": 4,
    "cache": 4,
    "walk": 4,
    "training": 5,
    "batch": 5,
    "api": 5,
    "lsp": 6,
    "audit": 6,
    "cli": 7,
    "__main__": 8,
}
# third-party packages and the only places that may import them
HOMES = {
    "jieba": ("classifier", "training"),
    "numpy": ("classifier", "training", "audit"),
    "scipy": ("training",),
    "threadpoolctl": ("training",),
    "fasttext": ("training",),
    "sklearn": ("training",),
    "joblib": ("training", "batch", "audit"),
    "rich": ("reporters/console.py", "cli"),
    "jinja2": ("reporters/web/standalone.py",),
    "markupsafe": ("reporters/web/standalone.py",),
    "rapidfuzz": ("rules", "audit"),
    "pathspec": ("globs", "config", "walk"),
    "tomli_w": ("cli/settings.py",),
    "docx": (),
    "lxml": ("readers", "writers"),
    "pypdfium2": ("readers/pdf_pages.py",),
    "markdown_it": ("readers/markdown.py",),
    "msgspec": ("cache", "audit"),
    "pyarrow": ("audit",),
    "filelock": ("audit/run.py",),
    "datasketch": ("audit",),
    "distributed": ("audit/pool.py",),
    "dask": ("audit/pool.py",),
    "platformdirs": ("cache",),
    "watchfiles": ("cli/watch.py",),
    "pygls": ("lsp",),
    "lsprotocol": ("lsp",),
}
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts and path != PACKAGE / "__init__.py"
)


def room(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names += [f"{module}.{alias.name}" for alias in node.names] if module == "checker" else [module]
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    inside = path.relative_to(PACKAGE).parts
    own = room(inside)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "checker":
            other = room((rest.split(".")[0] or "__init__",))
            if other == "__version__":
                continue
            assert (
                other in (own, "errors")
                or FLOORS[other] < FLOORS[own]
                or {other, own} <= {"config", "filters", "engine"}
            ), f"{own} imports {other}"
        elif top in HOMES:
            homes = HOMES[top]
            assert own in homes or "/".join(inside) in homes, f"{'/'.join(inside)} imports {top}"
        else:
            assert top in sys.stdlib_module_names, f"{'/'.join(inside)} imports {top}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rules_touch_nothing_outside(path: Path) -> None:
    if room(path.relative_to(PACKAGE).parts) not in ("rules", "text", "model", "anatomy"):
        return
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"open", "print", "input", "exec", "eval"}
    assert not {"os", "pathlib", "time", "socket", "urllib"} & {name.partition(".")[0] for name in imports(path)}
    assert not re.search(r"\.(?:today|now)\(", source)


def test_only_two_guards_catch_everything() -> None:
    guards = [
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    assert sorted(guards) == ["batch.py", "engine.py"]


def test_no_vague_module_names() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "helpers", "common", "base", "manager"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_norm_in_python(path: Path) -> None:
    """Statute titles and article numbers are data; docstrings of the developers' modules may name a standard."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            assert not re.search(
                r"第[一二三四五六七八九十百]+条|《[^》\\]{2,40}(?:法|条例|规定|办法|纲要)》", node.value
            ), node.value
