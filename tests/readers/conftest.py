"""Word files made in code, part by part, so that a test shows the very XML it is about."""

import io
import zipfile
from collections.abc import Callable

import pytest

_XMLNS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)

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
    """A function body, styles=, numbering= → bytes; each is the XML inside the part's root element."""

    def build(body: str, styles: str = "", numbering: str = "") -> bytes:
        parts = {
            "_rels/.rels": _RELATIONS,
            "word/document.xml": f"<w:document {_XMLNS}><w:body>{body}</w:body></w:document>",
        }
        if styles:
            parts["word/styles.xml"] = f"<w:styles {_XMLNS}>{styles}</w:styles>"
        if numbering:
            parts["word/numbering.xml"] = f"<w:numbering {_XMLNS}>{numbering}</w:numbering>"
        return pack(parts)

    return build
