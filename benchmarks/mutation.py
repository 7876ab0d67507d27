"""Damages files: bytes, and for a package the XML inside it, where no checksum catches the damage. Seeded."""

import io
import random
import zipfile

_FEW = 6


def mutant(data: bytes, chance: random.Random) -> bytes:
    """Return `data` damaged in one to six ways: half of the time so that the outermost layer stays whole.

    That is the zip of a package (one part inside is damaged) and the UTF-8 of a text.
    """
    outside = chance.random() < 0.5
    if data.startswith(b"PK"):
        return _damaged(data, chance) if outside else _package(data, chance)
    damaged = _damaged(data, chance)
    return damaged if outside or data.startswith(b"%PDF") else damaged.decode("utf-8", "ignore").encode()


def _package(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # most of what can go wrong is in the parts that are read
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = _torn(parts[name], chance) if chance.random() < 0.8 else _damaged(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(list(parts))]
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        for other, content in parts.items():
            archive.writestr(zipfile.ZipInfo(other, (1980, 1, 1, 0, 0, 0)), content)
    return raw.getvalue()


def _torn(xml: bytes, chance: random.Random) -> bytes:
    """Return `xml` still mostly well formed: elements left out, doubled or swapped, values exchanged."""
    tags = xml.split(b"<")
    for _ in range(chance.randint(1, _FEW)):
        at, other = chance.randrange(len(tags)), chance.randrange(len(tags))
        kind = chance.randrange(4)
        if kind == 0:
            tags[at], tags[other] = tags[other], tags[at]
        elif kind == 1:
            closed = [index for index, tag in enumerate(tags) if b"/>" in tag] or [at]
            tags[chance.choice(closed)] = tags[chance.choice(closed)]
        elif kind == 2:
            values = tags[at].split(b'"')
            if len(values) > 2:
                values[1] = chance.choice(
                    (b"", b"-1", b"0", b"99999999999999999999", b"x", "一".encode(), b"nan", b"9" * 400)
                )
                tags[at] = b'"'.join(values)
        else:
            first, last = sorted((at, min(len(tags), at + chance.randint(1, 40))))
            tags[other:other] = tags[first:last]
    return b"<".join(tags)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, _FEW)):
        at = chance.randrange(len(damaged) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            damaged[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del damaged[at : at + chance.choice((1, 2, 16, 256))]
        elif kind == 2:
            damaged[at:at] = damaged[at : at + chance.choice((1, 8, 64, 512))] * chance.choice((1, 2, 50))
        elif kind == 3:
            damaged[at:at] = chance.randbytes(chance.choice((1, 4, 32)))
        elif kind == 4:
            del damaged[at : at + chance.choice((3, 40, len(damaged)))]
        else:
            number = next((i for i in range(at, min(at + 200, len(damaged))) if chr(damaged[i]).isdigit()), at)
            damaged[number : number + 1] = chance.choice((b"0", b"-1", b"99999999999", b"1e9"))
    return bytes(damaged)
