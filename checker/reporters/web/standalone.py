"""A page that stands alone: it loads nothing, runs its own script only, and shows no character that would act instead of being seen."""

import base64
import functools
import hashlib
import unicodedata
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@functools.cache
def environment(folder: Path) -> Environment:
    """Return what renders the templates in `folder`; all text is escaped and made visible."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def visible(text: str) -> str:
    """Return `text` with the characters that would act instead of being seen (control, direction) replaced."""
    if text.isprintable():
        return text
    return "".join(_REPLACEMENT if _acts(char) else char for char in text)


def _acts(char: str) -> bool:
    return char in _BIDIRECTIONAL or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n")


def asset(*paths: Path) -> Markup:
    """Return the style sheets or scripts in `paths`, one after the other; files of this package, no text of a draft."""
    return Markup("".join(path.read_text(encoding="utf-8") for path in paths))  # noqa: S704


def policy(style: str, script: str) -> str:
    """Return the content security policy of a page with this one style sheet and this one script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(asset: str) -> str:
    digest = hashlib.sha256(asset.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def data(json: str) -> Markup:
    """Return `json` as the content of a script element that holds data, which it cannot end."""
    return Markup(json.replace("<", "\\u003c"))  # noqa: S704 - no `<` is left in it
