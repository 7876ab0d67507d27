"""Web pages: the article of a page, without what the site puts around it.

The article is the innermost element that holds most of the running text of the page, and what surrounds it up to the
first line of the site; its title may stand further before. Navigation, share buttons, “来源：…” lines, lists of links
and the footer are not read. `Origin.part` is the XPath of the text node, `Origin.offset` the characters of it that
come before; `Origin.line` is the number of the paragraph, `Origin.column` counts its characters.
"""

import codecs
import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree, html

from checker.errors import ReadError
from checker.model import BlockKind, Document, Origin
from checker.readers.builder import DocumentBuilder
from checker.readers.decoding import decode_text
from checker.text.pattern import pattern

_MOST_OF_PROSE = 0.7
_EDGE = 0.1  # share of the article's running text before and after which a line of the site may cut it off
_LEAST_EDGE = 80  # characters of it, in a short one
_MOSTLY_LINKS = 0.5
_LEAST_PROSE = 20  # characters of a line that is running text, unless it is a whole sentence
_MOST_PROSE = 300  # characters for which a paragraph counts at most
_LEAST_TITLE = 6
_SENTENCE_ENDS = ("。", "！", "？", "；")
_DEEPEST = 1000  # elements inside one another; browsers stop at about half
_HEAD = 4096  # bytes in which a page names its encoding
_CHARSET = pattern(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ARCHIVE_HEAD = re.compile(rb"\s*(?:MIME-Version|From|Subject|Snapshot-Content-Location):", re.IGNORECASE)
_HIDDEN_STYLE = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DIRECTIVE = pattern(r"\s*checker:")
_HEADING = pattern(r"h([1-6])\Z")
_TITLED = pattern(r"title|\bbt\b|biaoti", re.IGNORECASE)
_TITLES = "//title/text() | //meta[translate(@name, 'ARTICLE', 'article') = 'articletitle']/@content"
_LIST_NUMBER = pattern(r"[0-9]{1,4}\Z")
_ASIDE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "option",
        "button",
        "textarea",
        "nav",
        "footer",
        "aside",
        "marquee",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_INVISIBLE = "\u200b\ufeff\u00ad"
# lines that a site puts around an article: its tools, what it knows of the article, where the reader is, its footer
_TOOL = (
    r"(?:打印|关闭|收藏|分享|返回顶部|返回|纠错|字体|字号|大|中|小|复制链接|微信|微博|朗读|本页|窗口|本文|页面|到|列表)"
)
_FACT = (
    r"(?:(?:信息|文章|稿件)?来源|(?:发布|成文|公开|生成)?(?:日期|时间)|发布(?:机构|单位)|作者|(?:责任)?编辑|审核|浏览(?:次数|量)?|阅读(?:次数)?"
    r"|访问[次量]数?|点击[数率]?|字[号体]|索引号|信息分类|公开方式|主题分类|发?文字?号|有效性|名称|体裁分类)"
)
_CHROME = pattern(
    rf"(?:{_TOOL}|[\[\]【】〖〗|｜/·:：+AT\s-])+\Z"
    rf"|[\[【（(]?{_FACT}\s*[:：].{{0,120}}\Z"
    r"|您?(?:现在|当前|所在)?的?(?:所在)?位置\s*[:：].{0,120}\Z"
    r"|[上下]一[篇条页]\s*[:：]?.{0,80}\Z|相关(?:链接|文章|信息|阅读|附件|稿件|解读)\s*[:：]?\Z|扫一扫.{0,40}\Z|分享到.{0,40}\Z"
    r"|(?:版权所有|主办|承办|技术支持|网站标识码|联系我们|关于我们|网站地图|友情链接|Copyright|建议使用|\w{1,3}ICP备|\w{1,3}公网安备).{0,200}\Z"
    r"|20\d\d-\d\d-\d\d(?:\s+\d\d:\d\d(?::\d\d)?)?\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Block:
    """A paragraph of the page. `nodes`: for each character its text node (None: generated) and its offset in that."""

    kind: BlockKind
    level: int = 0
    cell: tuple[int, int, int] | None = None
    titled: bool = False  # its element is a heading or is called “title”
    characters: list[str] = field(default_factory=list)
    nodes: list[tuple[int | None, int]] = field(default_factory=list)
    linked: int = 0  # characters of links
    text: str = ""  # once it is closed

    def add(self, text: str, node: int | None, offset: int) -> None:
        """Append text that stands at `offset` of a node."""
        self.characters += text
        self.nodes += [(node, offset + index) for index in range(len(text))]

    def close(self) -> None:
        """Make the text of the characters, without white space at the start and the end."""
        whole = "".join(self.characters)
        self.text = whole.strip()
        start = len(whole) - len(whole.lstrip())
        self.nodes = self.nodes[start : start + len(self.text)]

    @property
    def is_chrome(self) -> bool:
        """Whether it is a line that a site puts around an article."""
        if self.kind is BlockKind.COMMENT:
            return False
        links = self.linked > _MOSTLY_LINKS * len(self.text) and not self.text.endswith(_SENTENCE_ENDS)
        return links or _CHROME.match(self.text) is not None

    @property
    def prose(self) -> int:
        """How much running text it has; a very long paragraph counts no more than a long one."""
        runs = len(self.text) >= _LEAST_PROSE or self.text.endswith(_SENTENCE_ENDS)
        return min(len(self.text), _MOST_PROSE) if runs and not self.is_chrome else 0


def read(data: bytes, digest: str) -> Document:
    """Read a web page. Raises ReadError for binary data, unknown encodings, web archives and mazes."""
    if _ARCHIVE_HEAD.match(data):
        raise ReadError("不支持网页存档（MHTML），请在浏览器里另存为“网页，仅 HTML”（.html）后再检查")
    walk = _Walk(_parse(_decoded(data)))
    builder = DocumentBuilder("html", digest)
    tables: dict[int, int] = {}
    for line, block in enumerate(_article(walk), 1):
        if block.cell:
            block.cell = (tables.setdefault(block.cell[0], len(tables) + 1), *block.cell[1:])
        builder.block(block.kind, list(_pieces(block, line, walk.paths)), block.level, block.cell)
        builder.add("\n", Origin(line, len(block.text) + 1, cell=block.cell))
    builder.grids()
    return builder.build()


def _decoded(data: bytes) -> str:
    """Return the text of `data`: by its byte order mark, by what it says of itself where that is true, else detected."""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = None if marked else _CHARSET.search(data[:_HEAD].decode("latin-1"))
    if declared:
        name = "gb18030" if declared[1].lower() in ("gb2312", "gbk") else declared[1]
        with contextlib.suppress(LookupError, ValueError):
            text = str(data, name)
            if "\0" not in text:
                return text
    return decode_text(data)


def _parse(text: str) -> etree.ElementBase:
    # as bytes: lxml refuses a text that names its encoding; huge: else what lies deep is dropped without a word
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("网页文件里没有文字") from error


def _pieces(block: _Block, line: int, paths: Sequence[str]) -> Iterator[tuple[str, Origin]]:
    """Yield the stretches of `block` whose characters follow one another in one text node."""
    start = 0
    for end in range(1, len(block.text) + 1):
        node, offset = block.nodes[end - 1]
        if end == len(block.text) or block.nodes[end] != (node, offset + 1):
            node, offset = block.nodes[start]
            part = "" if node is None else paths[node]
            yield block.text[start:end], Origin(line, start + 1, part=part, offset=offset, cell=block.cell)
            start = end


def _article(walk: "_Walk") -> list[_Block]:
    """Return the blocks of the article, its title first, and the comments that speak to the checker."""
    blocks = walk.blocks
    prose = list(accumulate((block.prose for block in blocks), initial=0))
    first, last = _extent(walk, prose)
    total = prose[last] - prose[first]
    edge = max(_EDGE * total, _LEAST_EDGE)
    near = [index for index in range(first, last) if blocks[index].is_chrome]
    start = max((index + 1 for index in near if prose[index] - prose[first] <= edge), default=first)
    stop = min((index for index in near if prose[last] - prose[index] <= edge and index >= start), default=last)
    comments = (index for index, block in enumerate(blocks) if block.kind is BlockKind.COMMENT)
    chosen = {*_title(walk, start, stop), *range(start, stop), *comments}
    return [blocks[index] for index in sorted(chosen)]


def _extent(walk: "_Walk", prose: Sequence[int]) -> tuple[int, int]:
    """Return the range of blocks of the element that is the article. `prose`: running text before each block."""
    chrome = list(accumulate((block.is_chrome for block in walk.blocks), initial=0))
    found: tuple[int, int] | None = None
    for first, last in walk.ranges:
        if prose[last] - prose[first] < _MOST_OF_PROSE * prose[-1]:
            continue
        # what surrounds the text belongs to it as long as no line of the site comes in
        if found and chrome[last] - chrome[first] > chrome[found[1]] - chrome[found[0]]:
            break
        found = first, last
    return found or (0, len(walk.blocks))


def _title(walk: "_Walk", first: int, last: int) -> list[int]:
    """Return the indexes of the blocks before `first` that are the title of the article, unless it begins with one."""

    def is_named(block: _Block) -> bool:
        words = "".join(block.text.split())
        return len(words) >= _LEAST_TITLE and any(words in title for title in walk.titles)

    blocks = walk.blocks
    if any(is_named(block) for block in blocks[first : min(first + 3, last)]):
        return []
    before = [index for index in range(first) if not blocks[index].is_chrome]
    found = [index for index in before if is_named(blocks[index])] or [i for i in before if blocks[i].titled]
    chosen = found[-1:]
    while chosen and chosen[0] - 1 in found:
        chosen.insert(0, chosen[0] - 1)
    return chosen


@dataclass(slots=True)
class _Element:
    """An element that is open, and what it passes on to the text and the elements inside."""

    tag: str
    path: str
    first: int  # how many blocks came before it
    level: int = 0  # of the heading around
    linked: bool = False
    titled: bool = False
    preformatted: bool = False
    table: int = 0
    cell: tuple[int, int, int] | None = None
    children: Counter[str] = field(default_factory=Counter)  # as XPath counts them: elements by name, and texts
    count: int = 0  # rows of a table, cells of a row, items of a list

    @property
    def ends_lines(self) -> bool:
        """Whether its text is a paragraph of its own."""
        return self.tag not in _INLINE and ":" not in self.tag

    def inside(self, node: etree.ElementBase, first: int) -> "_Element":
        """Return the element for `node`, a child of this one."""
        step = "*" if ":" in node.tag else node.tag
        self.children["*"] += 1
        if step != "*":
            self.children[step] += 1
        heading = _HEADING.match(node.tag)
        return _Element(
            node.tag,
            f"{self.path}/{step}[{self.children[step]}]",
            first,
            level=int(heading[1]) if heading else self.level,
            linked=self.linked or (node.tag == "a" and node.get("href") is not None),
            titled=bool(heading or _TITLED.search(f"{node.get('class', '')} {node.get('id', '')}")),
            preformatted=self.preformatted or node.tag == "pre",
            table=self.table,
            cell=self.cell,
        )


class _Walk:
    """One pass over the page: its blocks, and which of them each element holds, inner elements first."""

    def __init__(self, root: etree.ElementBase) -> None:
        self.blocks: list[_Block] = []
        self.ranges: list[tuple[int, int]] = []
        self.paths: list[str] = []  # of the text nodes
        self.titles = ["".join(title.split()) for title in root.xpath(_TITLES)]
        self._block: _Block | None = None
        self._gap: tuple[int, int, bool] | None = None  # node and offset of white space to come; whether a line ends
        self._item: str = ""  # number of a list item whose text is to come
        self._stack = [_Element("", "", 0)]
        self._tables = 0
        self._walk(root)

    def _walk(self, root: etree.ElementBase) -> None:
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in events:
            if event == "start":
                self._open(node)
                if _is_hidden(node):
                    events.skip_subtree()
                else:
                    self._text(node.text)
                continue
            if event == "end":
                self._close()
            elif event == "comment":
                self._comment(node.text)
            if node is not root:
                self._text(node.tail)
        self._flush()

    def _open(self, node: etree.ElementBase) -> None:
        around = self._stack[-1]
        element = around.inside(node, len(self.blocks))
        if element.ends_lines:
            self._flush()
            element.first = len(self.blocks)
        if element.tag == "table":
            is_grid = _is_grid(node)
            self._tables += is_grid
            element.table, element.cell = self._tables * is_grid, None
        elif element.tag == "tr" and element.table:
            table = next(one for one in reversed(self._stack) if one.tag == "table")
            table.count += 1
            element.cell = element.table, table.count, 0
        elif element.tag in ("td", "th") and around.cell and around.tag == "tr":
            around.count += 1
            element.cell = around.cell[0], around.cell[1], around.count
        elif element.tag == "ol":
            start = node.get("start", "1")
            element.count = int(start) - 1 if _LIST_NUMBER.match(start) else 0
        elif element.tag == "li":
            around.count += 1
            self._item = f"{around.count}. " if around.tag == "ol" and node.getparent().get("type", "1") == "1" else ""
        self._stack.append(element)
        if len(self._stack) > _DEEPEST:
            raise ReadError(f"网页的结构太深（超过 {_DEEPEST} 层），不予读取")

    def _close(self) -> None:
        element = self._stack.pop()
        if element.ends_lines:
            self._flush()
            if len(self.blocks) > element.first:
                self.ranges.append((element.first, len(self.blocks)))

    def _comment(self, text: str) -> None:
        around = self._stack[-1]
        around.children["comment()"] += 1
        if not _DIRECTIVE.match(text):
            return
        self._flush()
        self.paths.append(f"{around.path}/comment()[{around.children['comment()']}]")
        block = _Block(BlockKind.COMMENT)
        block.add("<!--", None, 0)
        block.add(text, len(self.paths) - 1, 0)
        block.add("-->", None, 0)
        block.close()
        self.blocks.append(block)

    def _text(self, text: str | None) -> None:
        """Take the next text inside the innermost open element, white space as a browser shows it."""
        if not text:
            return
        element = self._stack[-1]
        element.children["text()"] += 1
        self.paths.append(f"{element.path}/text()[{element.children['text()']}]")
        node = len(self.paths) - 1
        for offset, char in enumerate(text):
            if char in " \t\n\r\f":
                if element.preformatted and char == "\n":
                    self._flush()
                elif self._gap is None:
                    self._gap = node, offset, char == "\n"
                elif char == "\n":
                    self._gap = *self._gap[:2], True
            elif char not in _INVISIBLE:
                self._character(char, node, offset, element)

    def _character(self, char: str, node: int, offset: int, element: _Element) -> None:
        if self._block is None:
            kind = BlockKind.CELL if element.cell else BlockKind.HEADING if element.level else BlockKind.PARAGRAPH
            level = element.level if kind is BlockKind.HEADING else 0
            self._block = _Block(kind, level, element.cell, any(one.titled for one in self._stack[-3:]))
            if kind is BlockKind.PARAGRAPH and self._item:
                self._block.add(self._item, None, 0)
            self._item = ""
        elif self._gap is not None:
            at, where, ends_line = self._gap
            # where the source goes on in a new line, only Latin words have a space between them
            if not ends_line or (self._block.characters[-1].isascii() and char.isascii()):
                self._block.add(" ", at, where)
        self._gap = None
        self._block.add(char, node, offset)
        self._block.linked += element.linked

    def _flush(self) -> None:
        block, self._block, self._gap = self._block, None, None
        if block is not None:
            block.close()
            if block.text:
                self.blocks.append(block)


def _is_hidden(node: etree.ElementBase) -> bool:
    return (
        node.tag in _ASIDE
        or node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(node.get("style", "")) is not None
    )


def _is_grid(table: etree.ElementBase) -> bool:
    """Tell whether a table holds data: rows of cells and no table inside; others only lay out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return sum(len(row.xpath("./td | ./th")) >= 2 for row in table.iter("tr")) >= 2
