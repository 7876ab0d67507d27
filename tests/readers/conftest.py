"""Word files made in code, part by part, so that a test shows the very XML it is about."""

import io
import zipfile
from collections.abc import Callable

import pytest

_XMLNS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"header": "hdr", "footer": "ftr"}  # of parts whose root is not called like their kind

WordFile = Callable[..., bytes]


def pack(parts: dict[str, str | bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return raw.getvalue()


@pytest.fixture(scope="session")
def package() -> Callable[[dict[str, str | bytes]], bytes]:
    return pack


@pytest.fixture(scope="session")
def word_file() -> WordFile:
    """A function body, styles=, numbering=, footnotes=, header1= … → bytes; each is the XML inside the part's root element.

    The relation to a part has its name as id.
    """

    def build(body: str, styles: str = "", numbering: str = "", **more: str) -> bytes:
        parts: dict[str, str | bytes] = {
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/document.xml": f"<w:document {_XMLNS}><w:body>{body}</w:body></w:document>",
        }
        others = {name: xml for name, xml in {"styles": styles, "numbering": numbering, **more}.items() if xml}
        for name, xml in others.items():
            root = _ROOTS.get(name.rstrip("0123456789"), name)
            parts[f"word/{name}.xml"] = f"<w:{root} {_XMLNS}>{xml}</w:{root}>"
        parts["word/_rels/document.xml.rels"] = _relations({name: f"{name}.xml" for name in others})
        return pack(parts)

    return build


def _relations(targets: dict[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>"
    )
