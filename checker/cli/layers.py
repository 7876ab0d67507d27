"""Which settings go for a file: those of its configuration, and over them what the command line says."""

import argparse
import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from checker.config import FailOn
from checker.model import Level

if TYPE_CHECKING:
    from checker.config import Settings
    from checker.walk import Exclusion

# of a folder: its configuration file, and what that says
Configured = Callable[[Path], "tuple[Path | None, Settings]"]
# of a file: where settings come from, and the settings so far
Layers = Callable[[Path], "tuple[tuple[str, Settings], ...]"]


def configured(options: argparse.Namespace) -> Configured:
    """Return what gives the configuration of a folder; each file is read once."""
    from checker import config
    from checker.cli import inputs

    load = functools.cache(config.load)

    @functools.cache
    def configured(folder: Path) -> "tuple[Path | None, Settings]":
        file = inputs.configuration(options, folder)
        return file, load(file) if file else config.Settings()

    return configured


def exclusion(configured: Configured, folder: Path) -> "Exclusion | None":
    """Return what the configuration of `folder` leaves out of it."""
    file, settings = configured(folder)
    if not settings.exclude or not settings.folder:
        return None
    from checker import walk

    found = walk.exclusion(settings.folder, settings.exclude, f"{file}: exclude")
    return found if folder.is_relative_to(found.folder) else None


def layers(options: argparse.Namespace, configured: Configured) -> Layers:
    """Return what gives the settings of a file in layers, each laid over the one before; the last counts."""
    from checker import config
    from checker.cli import inputs

    general = {key: getattr(options, key) for key in ("select", "ignore", "previous") if getattr(options, key)}
    given = {key: getattr(options, key) for key in ("profile", "year", "baseline") if getattr(options, key)}
    if options.level:
        given["level"] = Level(options.level)
    if options.fail_on:
        given["fail_on"] = FailOn(options.fail_on)
    if options.write_baseline:
        given["baseline"] = None

    def layers(path: Path) -> "tuple[tuple[str, Settings], ...]":
        file, settings = configured(inputs.folder(path))
        extended = settings.extend_select + (options.extend_select or ())
        widened = dataclasses.replace(settings, **general, extend_select=extended)
        return (
            ("默认", config.Settings()),
            (str(file), dataclasses.replace(settings, overrides=()).for_file(str(path))),
            (f"{file} 的 overrides", settings.for_file(str(path))),
            ("命令行", dataclasses.replace(widened.for_file(str(path)), **given)),
        )

    return layers
