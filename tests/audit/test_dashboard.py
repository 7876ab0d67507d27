"""The page on a collection in a real browser: list, filters, charts, copies, the pages of reports, and hostile words."""

import base64
import datetime
import json
import random
import re
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from checker.audit import dashboard
from checker.audit.pair import Pair, Passage
from checker.audit.record import FailureRow, FindingRow, PlaceRow, Record, SectionRow, SentenceRow, Status
from checker.audit.score import load, score
from checker.model import CATEGORIES, BlockKind, Category, Level, PartKind, Role, Severity
from checker.rules import GROUPS, RULES
from checker.rules.page import page as rule_page

if not (shutil.which("chromium") and shutil.which("chromedriver")):
    pytest.skip("needs chromium and chromedriver", allow_module_level=True)

from chromium import NARROW, NEXT_FRAME, WIDE, Browser, Open, barriers, found, shown, sideways, started, watched
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

DUE = datetime.date(2026, 4, 1)
PARTS = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN)
MANY = 10_000
HOSTILE = "</script><img src=x onerror=alert(1)>&amp;\u202e倒\x1b[31m\x00<!--"
EXPLANATIONS = {
    rule.name: dashboard.Explanation(told.title, GROUPS[rule.group], told.why, told.advice)
    for rule, told in ((rule, rule_page(rule)) for rule in RULES)
}
SHEET = load()


def said(category: Category, role: Role = Role.RESULT) -> SentenceRow:
    return SentenceRow("", 0, 0, PartKind.ACHIEVEMENTS, category, 0.9, (), role, 0.9, 0, BlockKind.PARAGRAPH)


def slip(rule: str, message: str, excerpt: str = "", severity: Severity = Severity.WARNING) -> FindingRow:
    return FindingRow(rule, "", severity, message, excerpt, PlaceRow("第3段") if excerpt else None, 1, 1.0)


def report(name: str, county: str = "云岭省青川市石桥县", **more: object) -> Record:
    """Return a report that came in in time and has all parts, but for `more`."""
    usual: dict[str, object] = {
        "format": "docx",
        "title": f"{name}2025年法治政府建设年度报告",
        "body": name,
        "level": Level.COUNTY,
        "year": 2025,
        "region": county,
        "dated": datetime.date(2026, 3, 2),
        "due": DUE,
        "characters": 3000,
        "sections": tuple(SectionRow(kind, kind.chinese, 0, 1) for kind in PARTS),
        "sentences": tuple(said(category) for category in CATEGORIES for _ in range(4)),
    }
    return Record(f"{county}/{name}.docx", "", Status.READ, **{**usual, **more})  # type: ignore[arg-type]


SLIPS = (
    slip("unquantified-claim", "“显著提高”没有数据", "执法水平显著提高"),
    slip("vague-quantity", "“若干”说不准", "若干"),
)
SMALL = (
    report("东河县人民政府", "云岭省松原市东河县", findings=SLIPS, received=datetime.date(2026, 3, 20)),
    report("柳桥县人民政府", "云岭省松原市柳桥县", dated=datetime.date(2026, 4, 18), findings=SLIPS[:1]),
    report("南溪镇人民政府", level=Level.TOWNSHIP, sentences=(said(Category.GENERAL, Role.BACKGROUND),), characters=90),
    report(
        "石桥县司法局",
        level=Level.DEPARTMENT,
        year=2024,
        sections=tuple(SectionRow(kind, kind.chinese, 0, 1) for kind in PARTS[:2]),
        findings=(slip("missing-section", "缺少“下一年度主要安排”部分", severity=Severity.ERROR),),
        dated=None,
    ),
    report("石桥县人民政府", failures=(FailureRow("sum-mismatch", "规则 sum-mismatch 没有运行成"),)),
    Record(
        "云岭省/坏.pdf", "", Status.FAILED, body="北岭县人民政府", failures=(FailureRow(None, "文件有密码，打不开"),)
    ),
    Record("云岭省/汇总.zip", "", Status.ARCHIVE),
    Record("", "", Status.MISSING, body="西关县人民政府", level=Level.COUNTY, year=2025, due=DUE),
)
OWN, THEIRS = "探索“一案三评”机制，全年评查案卷120件。", "探索“一案三评”机制，全年评查案卷95件。"
PAIRS = (
    Pair(0, 4, 0.31, 0.46, 5, 212, (Passage(OWN, THEIRS, (3, 5), (2, 4), 21), Passage(OWN, OWN, (7, 8), (7, 8), 22))),
    Pair(1, 3, 0.62, 0.6, 9, 900, (Passage(OWN, OWN, (3, 5), (2, 4), 22),)),
    Pair(0, 1, 0.2, 0.2, 2, 80, (Passage(OWN, OWN, (1, 2), (1, 2), 22),)),
)


def many() -> Iterator[Record]:
    chance = random.Random(1)
    for number in range(MANY):
        days = datetime.timedelta(days=int(chance.gauss(-20, 12)))
        yield report(
            f"第{number}县人民政府",
            f"云岭省第{number % 20}市",
            dated=DUE + days,
            findings=SLIPS[: chance.randrange(3)],
            characters=chance.randrange(900, 9000),
        )


def written(path: Path, records: Sequence[Record], pairs: Sequence[Pair] = (), *, scored: bool = True) -> Path:
    grade = (lambda one: score(one, SHEET)) if scored else None
    dashboard.write(path, iter(records), EXPLANATIONS, "1", pairs=pairs, grade=grade, name="云岭省")
    return path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    hostile = report(
        HOSTILE,
        HOSTILE,
        title=HOSTILE,
        findings=(slip(HOSTILE, HOSTILE, HOSTILE * 9), *SLIPS),
        sections=(SectionRow(PartKind.ACHIEVEMENTS, HOSTILE, 0, 1),),
        failures=(FailureRow(None, HOSTILE),),
    )
    passage = Passage(HOSTILE, HOSTILE[::-1], (0, 1), (0, 1), 9)
    kinds = {
        "small": (SMALL, PAIRS),
        "hostile": ((hostile, replace(hostile, path="乙")), (Pair(0, 1, 0.9, 0.9, 1, 9, (passage,)),)),
        "none": ((), ()),
    }
    found = {name: written(folder / f"{name}.html", *kind) for name, kind in kinds.items()}
    ring = [Pair(n, n + 1, 0.5, 0.4, 1, 30, ()) for n in range(0, 200, 2)]
    return found | {"many": written(folder / "many.html", list(many()), ring, scored=False)}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from started(tmp_path_factory.mktemp("profile"))


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    yield from watched(browser, pages)


def names(driver: Browser) -> list[str]:
    """Return the names in the list, in the order in which they stand."""
    rows = sorted(found(driver, ".sheet .row"), key=lambda row: int(row.get_attribute("aria-rowindex") or 0))
    return [row.find_element(By.CSS_SELECTOR, ".name").text for row in rows]


def choose(driver: Browser, **filters: str) -> None:
    for name, words in filters.items():
        field = driver.find_element(By.NAME, name)
        if field.tag_name == "select":
            Select(field).select_by_value(words)
        else:
            field.clear()
            field.send_keys(words)


def opened_report(driver: Browser) -> str:
    """Return the words of the report's page when it is there."""
    return WebDriverWait(driver, 10).until(lambda _: "\n".join(one.text for one in shown(driver, "#report")))


def test_the_numbers_at_the_top(opened: Open) -> None:
    driver = opened("small")
    told = {
        cell.find_element(By.TAG_NAME, "dt").text: cell.find_element(By.TAG_NAME, "dd").text
        for cell in found(driver, ".numbers > div")
    }
    points = sorted(found_score.total for one in SMALL if (found_score := score(one, SHEET)))
    assert told == {
        "文件": "7",
        "已检查": "5",
        "逾期": "1",
        "空白": "1",
        "雷同（对）": "3",
        "没有报送": "1",
        "读不了": "1",
        "压缩包、略过": "1",
        "得分中位数": f"{points[2]:.1f}",
    }


def test_who_is_to_be_looked_at_first(opened: Open) -> None:
    driver = opened("small")
    told = {
        box.find_element(By.TAG_NAME, "h3").text: [one.text for one in box.find_elements(By.TAG_NAME, "a")]
        for box in found(driver, ".listed")
    }
    assert told == {
        "没有报送1": ["西关县人民政府（2025年）"],
        "逾期1": ["柳桥县人民政府（2025年）"],
        "空白1": ["南溪镇人民政府（2025年）"],
        "雷同4": [
            "柳桥县人民政府（2025年）",
            "石桥县司法局（2024年）",
            "东河县人民政府（2025年）",
            "石桥县人民政府（2025年）",
        ],
        "读不了1": ["北岭县人民政府"],
        "缺部分1": ["石桥县司法局（2024年）"],
    }


def test_filters(opened: Open) -> None:
    driver = opened("small")
    for filters, left in (
        ({"words": "石桥 司法"}, ["石桥县司法局"]),
        ({"words": "坏.pdf"}, ["北岭县人民政府"]),
        ({"region": "松原市"}, ["东河县人民政府", "柳桥县人民政府"]),
        ({"level": "3"}, ["南溪镇人民政府"]),
        ({"year": "2024"}, ["石桥县司法局"]),
        ({"state": "late"}, ["柳桥县人民政府"]),
        ({"state": "empty"}, ["南溪镇人民政府"]),
        ({"state": "missing"}, ["西关县人民政府"]),
        ({"state": "failed"}, ["北岭县人民政府"]),
        ({"state": "passed"}, ["云岭省/汇总.zip"]),
        ({"state": "undated"}, ["石桥县司法局"]),
        ({"state": "partial"}, ["石桥县人民政府"]),
        ({"state": "copied", "rule": "unquantified-claim"}, ["东河县人民政府", "柳桥县人民政府"]),
        ({"words": "没有这样的"}, []),
    ):
        choose(driver, **filters)
        assert names(driver) == left
        assert driver.find_element(By.ID, "shown").text == f"找到{len(left)}份，共8份"
        driver.find_element(By.ID, "clear").click()
        assert driver.find_element(By.ID, "shown").text == "共8份"


def test_order_by_the_heads_of_columns_with_the_unknown_last(opened: Open) -> None:
    driver = opened("small")
    (head,) = [one for one in found(driver, ".headings .findings") if one.text == "问题"]
    button = head.find_element(By.TAG_NAME, "button")
    button.click()
    assert head.get_attribute("aria-sort") == "descending"
    assert names(driver)[:3] == ["东河县人民政府", "柳桥县人民政府", "石桥县司法局"]
    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert names(driver)[2:5] == ["柳桥县人民政府", "石桥县司法局", "东河县人民政府"]
    assert set(names(driver)[5:]) == {"北岭县人民政府", "云岭省/汇总.zip", "西关县人民政府"}
    driver.find_element(By.CSS_SELECTOR, ".headings .name button").click()
    ordered = names(driver)
    assert ordered.index("东河县人民政府") < ordered.index("柳桥县人民政府") < ordered.index("西关县人民政府")


def test_parts_found_absent_and_not_asked(opened: Open) -> None:
    driver = opened("small")
    cells = {
        row.find_element(By.CSS_SELECTOR, ".name").text: [
            part.get_attribute("textContent") for part in row.find_elements(By.CSS_SELECTOR, ".part")
        ]
        for row in found(driver, ".sheet .row")
    }
    assert cells["石桥县司法局"] == ["✔有", "✔有", "—没有要求", "✖缺"]
    assert cells["东河县人民政府"] == ["✔有"] * 4
    assert cells["西关县人民政府"] == ["没有检查"] * 4


def test_of_many_rows_few_are_in_the_page_and_the_keyboard_reaches_the_last(opened: Open) -> None:
    driver = opened("many")
    table = driver.find_element(By.ID, "table")
    assert table.get_attribute("aria-rowcount") == str(MANY + 1)
    assert len(found(driver, ".sheet .row")) < 50
    driver.find_element(By.CSS_SELECTOR, ".sheet .row a[tabindex='0']").send_keys(Keys.ARROW_DOWN)
    assert driver.switch_to.active_element.text == "第1县人民政府"
    driver.switch_to.active_element.send_keys(Keys.END)
    assert driver.switch_to.active_element.text == "第9999县人民政府"
    last = driver.switch_to.active_element.find_element(By.XPATH, "ancestor::*[@role='row']")
    assert last.get_attribute("aria-rowindex") == str(MANY + 1)
    assert last.rect["y"] + last.rect["height"] <= table.rect["y"] + table.rect["height"]
    driver.switch_to.active_element.send_keys(Keys.PAGE_UP)
    assert len(found(driver, ".sheet .row")) < 50
    driver.switch_to.active_element.send_keys(Keys.HOME)
    assert driver.switch_to.active_element.text == "第0县人民政府"


def test_scrolling_shows_the_rows_of_the_place_and_keeps_the_keyboard(opened: Open) -> None:
    driver = opened("many")
    driver.find_element(By.CSS_SELECTOR, ".sheet .row a[tabindex='0']").send_keys(Keys.ARROW_DOWN)
    driver.execute_script("document.getElementById('table').scrollTop = 34 * 5000")
    driver.execute_async_script(NEXT_FRAME)
    assert "第5003县人民政府" in names(driver)
    assert len(found(driver, ".sheet .row")) < 50
    assert driver.switch_to.active_element.text == "第1县人民政府"


def test_a_row_leads_to_the_report_and_back_again(opened: Open) -> None:
    driver = opened("many")
    choose(driver, words="第77")
    driver.execute_script("document.getElementById('list').scrollIntoView()")
    before = driver.execute_script("return scrollY")
    found(driver, ".sheet .row .characters")[1].click()
    assert "第77" in opened_report(driver)
    assert driver.execute_script("return location.hash") == "#r=770"
    assert not shown(driver, "#overview")
    assert driver.switch_to.active_element.get_attribute("id") == "report-title"
    driver.find_element(By.LINK_TEXT, "下一份").click()
    WebDriverWait(driver, 5).until(lambda _: "第771县" in driver.title)
    driver.find_element(By.LINK_TEXT, "← 回到清单").click()
    driver.execute_async_script(NEXT_FRAME)
    assert driver.switch_to.active_element.text == "第771县人民政府"
    for _ in range(3):
        driver.back()
        driver.execute_async_script(NEXT_FRAME)
    assert shown(driver, "#overview")
    assert not shown(driver, "#report")
    assert driver.find_element(By.NAME, "words").get_attribute("value") == "第77"
    assert abs(driver.execute_script("return scrollY") - before) < 2
    assert driver.switch_to.active_element.text == "第770县人民政府"


def test_the_page_of_a_report(opened: Open) -> None:
    driver = opened("small", address="#r=0")
    words = opened_report(driver)
    assert "东河县人民政府2025年法治政府建设年度报告" in words
    assert "2026年3月20日" in words
    assert "“显著提高”没有数据" in words
    rule = next(one for one in found(driver, ".rule") if "vague-quantity" in one.text)
    assert [one.text.split("\n")[0] for one in rule.find_elements(By.CSS_SELECTOR, ".note")] == ["▲ 警告 “若干”说不准"]
    assert EXPLANATIONS["vague-quantity"].title in rule.text
    graded = score(SMALL[0], SHEET)
    assert graded is not None
    rows = found(driver, ".points tbody tr")
    assert [row.find_element(By.TAG_NAME, "th").text for row in rows] == [item.item.title for item in graded.items]
    told = [[one.text for one in row.find_elements(By.TAG_NAME, "li")] for row in rows]
    assert told == [[reason.text for reason in item.reasons] for item in graded.items]
    profile = driver.find_element(By.ID, "profile-title").get_attribute("textContent")
    assert "行政执法4句，中位数4，一半的报告在4到4之间" in (profile or "")


def test_what_could_not_be_checked_says_why(opened: Open) -> None:
    driver = opened("small", address="#r=5")
    assert "文件有密码，打不开" in opened_report(driver)
    assert not found(driver, ".points")
    driver = opened("small", address="#r=7")
    assert "没有报送" in opened_report(driver)


def test_copies_stand_side_by_side_with_what_differs_marked(opened: Open) -> None:
    driver = opened("small", address="#r=4")
    opened_report(driver)
    (pair,) = found(driver, ".pair")
    assert (
        pair.find_element(By.TAG_NAME, "p").text
        == "和 东河县人民政府（2025年） 共有212字（5句），占本篇的46%、对方的31%"
    )
    pair.find_element(By.TAG_NAME, "summary").click()
    sides = WebDriverWait(driver, 5).until(lambda _: found(driver, "blockquote"))
    assert [side.text for side in sides] == [THEIRS, OWN, OWN, OWN]
    assert [[mark.text for mark in side.find_elements(By.TAG_NAME, "mark")] for side in sides] == [
        ["95"],
        ["120"],
        [],
        [],
    ]


def test_graph_and_table_of_copies_agree(opened: Open) -> None:
    driver = opened("small")
    lines = {title.get_attribute("textContent") for title in found(driver, ".clusters line title")}
    rows = []
    for row in found(driver, "#pairs tbody tr:not(.words)"):
        share, first, _, second, *_ = (cell.text for cell in row.find_elements(By.TAG_NAME, "td"))
        rows.append(f"{first}、{second}：{share}相同")
    assert set(rows) == lines
    assert [row.rsplit("：", 1)[1] for row in rows] == ["62%相同", "46%相同", "20%相同"]
    nodes = {title.get_attribute("textContent") for title in found(driver, ".clusters .node title")}
    assert nodes == {f"{SMALL[n].body}（{SMALL[n].year}年）" for n in (0, 1, 3, 4)}
    (figure,) = found(driver, ".clusters figure")
    assert figure.text.endswith("4份，3对，最多62%相同")
    found(driver, "#pairs button")[0].click()
    WebDriverWait(driver, 5).until(lambda _: shown(driver, "#pairs blockquote"))


def test_many_copies_are_leafed_through(opened: Open) -> None:
    driver = opened("many")
    assert len(found(driver, ".clusters figure")) == 12
    assert len(found(driver, "#pairs tbody tr:not(.words)")) == 15
    before, after = found(driver, "#pairs .pager button")
    assert not before.is_enabled()
    for _ in range(6):
        after.click()
    assert not after.is_enabled()
    assert driver.find_element(By.CSS_SELECTOR, "#pairs output").text == "第91到100对，共100对"
    assert len(found(driver, "#pairs tbody tr:not(.words)")) == 10


def test_a_rule_leads_to_the_reports_concerned(opened: Open) -> None:
    driver = opened("small")
    (row,) = [one for one in found(driver, "#ranking tbody tr") if "unquantified-claim" in one.text]
    assert [cell.text for cell in row.find_elements(By.CSS_SELECTOR, ".value")] == ["2份", "40%", "2处"]
    row.find_element(By.TAG_NAME, "button").click()
    assert names(driver) == ["东河县人民政府", "柳桥县人民政府"]
    assert (
        Select(driver.find_element(By.NAME, "rule")).first_selected_option.get_attribute("value")
        == "unquantified-claim"
    )
    assert driver.switch_to.active_element.text == "东河县人民政府"


def test_the_days_of_arrival(opened: Open) -> None:
    driver = opened("small")
    title = driver.find_element(By.ID, "timeline-title").get_attribute("textContent") or ""
    assert title.startswith("从2026年3月2日到2026年4月18日的报送份数，最多的是2026年3月2日，2份；逾期1份。")
    assert "县级政府" in title
    bars = [bar.get_attribute("textContent") for bar in found(driver, ".timeline g")]
    assert bars == ["2026年3月2日：2份", "2026年3月20日：1份", "2026年4月18日：1份，逾期1份"]
    assert len(found(driver, ".timeline rect.tardy")) == 1
    assert "1份没有日期" in driver.find_element(By.ID, "times-lead").text
    driver.find_element(By.CSS_SELECTOR, ".key button").click()
    assert names(driver) == ["柳桥县人民政府"]


def test_the_spread_of_the_categories_leaves_out_empty_reports(opened: Open) -> None:
    driver = opened("small")
    title = driver.find_element(By.ID, "spread-title").get_attribute("textContent") or ""
    assert title.count("中位数4，一半的报告在4到4之间") == len(CATEGORIES)


@pytest.mark.parametrize("address", ["", "#r=0"])
@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (WIDE, True), (NARROW, False), (NARROW, True)])
def test_no_barriers_and_no_sideways_scrolling(opened: Open, width: int, dark: bool, address: str) -> None:
    driver = opened("small", width, dark=dark, address=address)
    if address:
        opened_report(driver)
        driver.execute_script("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    else:
        found(driver, "#pairs tbody button")[0].click()
    WebDriverWait(driver, 5).until(lambda _: shown(driver, "blockquote"))
    assert barriers(driver) == {}
    assert sideways(driver) <= 0


@pytest.mark.parametrize("name", ["many", "none"])
def test_no_barriers_with_much_and_with_nothing(opened: Open, name: str) -> None:
    driver = opened(name)
    assert barriers(driver) == {}
    assert sideways(driver) <= 0


def test_hostile_words_are_words(opened: Open) -> None:
    driver = opened("hostile")
    shown_as = HOSTILE.translate(dict.fromkeys(map(ord, "\u202e\x1b\x00"), "\N{REPLACEMENT CHARACTER}"))
    assert names(driver) == [shown_as, shown_as]
    found(driver, "#pairs tbody button")[0].click()
    WebDriverWait(driver, 5).until(lambda _: shown(driver, "#pairs blockquote"))
    assert not found(driver, "img")
    driver.get(driver.current_url + "#r=0")
    words = opened_report(driver)
    assert words.count(shown_as) >= 6
    assert not found(driver, "img")
    assert not re.search(r"[\u202e\x1b\x00]", driver.execute_script("return document.body.textContent"))


def test_without_script_there_are_the_totals_and_a_word(browser: Browser, pages: dict[str, Path]) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(pages["small"].as_uri())
        assert len(shown(browser, ".numbers > div")) == 9
        assert "脚本" in browser.find_element(By.CLASS_NAME, "lacking").text
        assert not shown(browser, "section")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_browser_that_cannot_inflate_is_told(opened: Open) -> None:
    driver = opened("small")
    driver.execute_script("delete window.DecompressionStream; location.hash = 'r=0'")
    assert "浏览器太旧" in opened_report(driver)
    assert "东河县人民政府" in driver.find_element(By.ID, "report-title").text


def test_on_paper_the_list_is_written_out(opened: Open) -> None:
    driver = opened("many")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(shown(driver, ".sheet .row")) == 300
    assert not shown(driver, "#filters")
    assert "只印出前300份，共10,000份" in driver.find_element(By.ID, "on-paper").text
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    driver.execute_script("dispatchEvent(new Event('afterprint'))")
    assert len(found(driver, ".sheet .row")) < 50


def test_the_same_records_give_the_same_bytes(tmp_path: Path, pages: dict[str, Path]) -> None:
    again = written(tmp_path / "again.html", SMALL, PAIRS)
    assert again.read_bytes() == pages["small"].read_bytes()


def test_details_are_packed_and_the_records_asked_for_once(tmp_path: Path) -> None:
    records = [report(f"第{number}县") for number in range(250)]
    path = written(tmp_path / "page.html", records)
    packs = re.findall(r'id="reports-(\d+)">([\w+/=]+)<', path.read_text(encoding="utf-8"))
    assert [number for number, _ in packs] == ["0", "1", "2"]
    details = [detail for _, pack in packs for detail in json.loads(zlib.decompress(base64.b64decode(pack)))]
    assert [detail["title"] for detail in details] == [record.title for record in records]


@pytest.mark.parametrize(
    ("sections", "messages", "letters"),
    [
        (PARTS, (), "ffff"),
        (PARTS[:3], ("缺少“下一年度主要安排”部分",), "fffa"),
        (PARTS[:3], (), "fffu"),
        (PARTS[:2], ("缺少“不足和原因”部分",), "ffuu"),
        (PARTS[1:], ("缺少“本县的说法”部分",), "afff"),
    ],
)
def test_which_parts_are_there(
    tmp_path: Path, sections: Sequence[PartKind], messages: Sequence[str], letters: str
) -> None:
    one = report(
        "石桥县",
        sections=tuple(SectionRow(kind, "", 0, 1) for kind in sections),
        findings=tuple(slip("missing-section", message) for message in messages),
    )
    text = written(tmp_path / "page.html", [one]).read_text(encoding="utf-8")
    assert f'"parts":["{letters}"]' in text
