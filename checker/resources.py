"""Where the files shipped beside the code lie: in the wheel or in a checkout."""

from pathlib import Path

from checker.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = {
    "cases": ("tests", "rules"),
    "pages": ("docs", "rules"),
}  # where a folder of the wheel lies under another name


def data_dir(name: str) -> Path:
    """Return the folder `name` (`models`, `training_data`, `cases`, `pages`) of the wheel, else of the checkout.

    Raises UsageError when neither exists.
    """
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent.joinpath(*_IN_CHECKOUT.get(name, (name,)))):
        if folder.is_dir():
            return folder
    raise UsageError(f"安装不完整：找不到数据文件夹“{name}”，请重新安装 fazhi-checker")


def stamp(path: Path) -> int:
    """Return what changes when the file `path` does, 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def package_dir(*parts: str) -> Path:
    """Return a folder inside the package itself, such as `law/instruments`."""
    return _PACKAGE.joinpath(*parts)
