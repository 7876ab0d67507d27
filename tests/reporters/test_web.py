"""The web page in a real browser: filters, selection, keyboard, barriers, and that it asks the network for nothing."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from canned import CASES, EXPLANATIONS, report
from canned import words as words_of

import checker
from checker.model import Finding, Report, Severity
from checker.reporters import web
from checker.rules import GROUPS, RULES
from checker.rules.page import page as rule_page

if not (shutil.which("chromium") and shutil.which("chromedriver")):
    pytest.skip("needs chromium and chromedriver", allow_module_level=True)

from chromium import NARROW, NEXT_FRAME, WIDE, Browser, Open, barriers, found, shown, sideways, started, watched
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

EXAMPLE = Path(__file__).parents[2] / "examples" / "faulty.md"


def shared() -> Report:
    """Return a report in which three findings of different weight share words."""
    words, first = words_of("大幅提高"), words_of("显著提升")
    rule = "unquantified-claim"
    return report(
        Finding(rule, "没有数字", first, Severity.INFO, related=(words,)),
        Finding(rule, "没有数字", words, Severity.WARNING),
        Finding(rule, "没有写明", words, Severity.ERROR),
    )


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from started(tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    explanations = {
        rule.name: web.Explanation(told.title, GROUPS[rule.group], told.why, told.advice)
        for rule, told in ((rule, rule_page(rule)) for rule in RULES)
    }
    example = checker.lint_path(EXAMPLE)
    drafts = {
        "one": web.render([example], explanations, "1"),
        "several": web.render([example, *CASES["several-files"]], explanations, "1"),
        "shared": web.render([shared()], EXPLANATIONS, "1"),
        **{name: web.render(CASES[name], EXPLANATIONS, "1") for name in ("every-severity", "clean", "unread")},
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, text in drafts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in drafts}


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    yield from watched(browser, pages)


def status(driver: Browser) -> str:
    return driver.find_element(By.ID, "shown").text


def test_all_findings_are_shown_at_first(opened: Open) -> None:
    driver = opened("every-severity")
    assert len(shown(driver, ".note")) == 4
    assert len(shown(driver, ".ref")) == 3
    assert status(driver) == "共4处"


def test_severity_filter_hides_notes_numbers_and_marks(opened: Open) -> None:
    driver = opened("every-severity")
    driver.find_element(By.CSS_SELECTOR, "input[value=warning]").click()
    assert [note.get_attribute("data-severity") for note in shown(driver, ".note")] == ["error", "info"]
    assert [reference.text for reference in shown(driver, ".ref")] == ["2"]
    assert {mark.text for mark in found(driver, "mark.off")} == {"显著提升", "大幅提高"}
    assert [mark.text for mark in found(driver, "mark:not(.off)")] == [","]
    assert status(driver) == "显示2处，共4处"
    driver.find_element(By.CSS_SELECTOR, "input[value=warning]").click()
    assert not found(driver, "mark.off")
    assert status(driver) == "共4处"


def test_group_filter_and_its_counts(opened: Open) -> None:
    driver = opened("every-severity")
    labels = [label.text for label in found(driver, "fieldset label") if label.find_elements(By.NAME, "group")]
    assert labels == ["结构 1", "标点 1", "数量 2"]
    driver.find_element(By.CSS_SELECTOR, "input[value=数量]").click()
    assert {note.get_attribute("data-group") for note in shown(driver, ".note")} == {"结构", "标点"}
    assert driver.find_element(By.ID, "shown").aria_role == "status"


def test_a_shared_word_takes_the_look_of_the_findings_left(opened: Open) -> None:
    driver = opened("shared")
    mark = driver.find_element(By.CSS_SELECTOR, "mark[data-also]")
    looks = []
    for box in ("input[value=error]", "input[value=warning]", "input[value=info]"):
        looks.append(mark.value_of_css_property("text-decoration-style"))
        driver.find_element(By.CSS_SELECTOR, box).click()
    looks.append(mark.value_of_css_property("text-decoration-line"))
    # an error, then a warning, then a further place of a hint, then nothing
    assert looks == ["double", "wavy", "dashed", "none"]


def test_clicking_words_selects_their_note_and_back(opened: Open) -> None:
    driver = opened("every-severity")
    next(mark for mark in found(driver, "mark") if mark.text == "显著提升").click()
    (note,) = found(driver, ".note.selected")
    assert note.get_attribute("id") == "n1-3"
    assert note.get_attribute("aria-current") == "true"
    assert note.find_element(By.TAG_NAME, "dl").is_displayed()
    assert {mark.text for mark in found(driver, "mark.selected")} == {"显著提升", "大幅提高"}
    driver.find_element(By.CSS_SELECTOR, "#n1-2 summary").click()
    assert [note.get_attribute("id") for note in found(driver, ".note.selected")] == ["n1-2"]
    assert [mark.text for mark in found(driver, "mark.selected")] == [","]


def test_words_of_two_findings_select_one_after_the_other(opened: Open) -> None:
    driver = opened("every-severity")
    mark = next(mark for mark in found(driver, "mark") if mark.text == "大幅提高")
    selected = []
    for _ in range(3):
        mark.click()
        selected += [note.get_attribute("id") for note in found(driver, ".note.selected")]
    assert selected == ["n1-4", "n1-3", "n1-4"]


def test_numbers_are_reached_and_followed_by_keyboard(opened: Open) -> None:
    driver = opened("every-severity")
    reference = driver.find_element(By.ID, "r1-2")
    described = driver.find_element(By.ID, reference.get_attribute("aria-describedby"))
    assert described.text == "中文里用了半角逗号"
    assert driver.find_element(By.ID, reference.get_attribute("aria-details")).get_attribute("id") == "n1-2"
    reference.send_keys(Keys.ENTER)
    assert driver.switch_to.active_element.tag_name == "summary"
    assert [note.get_attribute("id") for note in found(driver, ".note.selected")] == ["n1-2"]


def test_n_and_p_walk_over_the_notes_that_are_shown(opened: Open) -> None:
    driver = opened("every-severity")
    driver.find_element(By.CSS_SELECTOR, "input[value=info]").click()
    body = driver.find_element(By.TAG_NAME, "body")
    walked = []
    for key in "nnnnpk":
        body.send_keys(key)
        walked += [note.get_attribute("id") for note in found(driver, ".note.selected")]
    assert walked == ["n1-1", "n1-3", "n1-4", "n1-1", "n1-4", "n1-3"]
    body.send_keys(Keys.ESCAPE)
    assert not found(driver, ".selected")


def test_tab_goes_through_text_and_notes_in_order(opened: Open) -> None:
    driver = opened("every-severity")
    driver.find_element(By.CSS_SELECTOR, "#n1-1 summary").click()
    order = []
    for _ in range(20):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        name = driver.execute_script("const at = document.activeElement; return at.id || at.closest('li')?.id")
        if name and name[0] in "rn" and name not in order:
            order.append(name)
    assert order == ["r1-2", "r1-3", "n1-2", "n1-3", "r1-4", "n1-4"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_notes_do_not_overlap_and_stand_beside_or_below(opened: Open, width: int) -> None:
    driver = opened("one", width)
    driver.find_element(By.ID, "unfold").click()
    driver.execute_async_script(NEXT_FRAME)
    boxes = [note.rect for note in shown(driver, ".sheet .note")]
    assert len(boxes) > 10
    for above, below in itertools.pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 1
    words = driver.find_element(By.CSS_SELECTOR, ".sheet .words").rect
    assert (boxes[0]["x"] > words["x"] + words["width"] - 1) == (width == WIDE)


@pytest.mark.parametrize(("name", "away"), [("every-severity", 40), ("one", 300)])
def test_the_selected_note_stands_at_its_words(opened: Open, name: str, away: int) -> None:
    driver = opened(name)  # “one” has more notes than the margin beside its text can hold
    for reference in found(driver, ".ref"):
        reference.send_keys(Keys.ENTER)
        driver.execute_async_script(NEXT_FRAME)
        note = driver.find_element(By.CSS_SELECTOR, ".note.selected").rect
        assert abs(note["y"] - reference.rect["y"]) < away


def test_colours_by_category_can_be_switched_on(opened: Open) -> None:
    driver = opened("one")
    sentence = driver.find_element(By.CSS_SELECTOR, ".sheet span.s")
    before = sentence.value_of_css_property("background-color")
    driver.find_element(By.ID, "colour").click()
    assert sentence.value_of_css_property("background-color") != before
    assert len(shown(driver, "#legend li")) == 12


def test_a_link_opens_the_draft_it_leads_to(opened: Open) -> None:
    driver = opened("several")
    assert not shown(driver, ".sheet")
    found(driver, ".index th a")[1].click()
    driver.execute_async_script(NEXT_FRAME)
    (sheet,) = shown(driver, ".sheet")
    assert "松原县2024年" in sheet.text


@pytest.mark.parametrize("name", ["one", "several", "clean", "unread"])
@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (WIDE, True), (NARROW, False), (NARROW, True)])
def test_no_barriers_and_no_sideways_scrolling(opened: Open, name: str, width: int, dark: bool) -> None:
    driver = opened(name, width, dark=dark)
    driver.execute_script("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    if found(driver, "#colour"):
        driver.find_element(By.ID, "colour").click()
    driver.execute_async_script(NEXT_FRAME)
    assert barriers(driver) == {}
    assert sideways(driver) <= 0


def test_without_script_all_is_there_but_the_controls(browser: Browser, pages: dict[str, Path]) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(pages["every-severity"].as_uri())
        assert len(shown(browser, ".note")) == 4
        assert not shown(browser, "#tools")
        assert browser.find_element(By.CSS_SELECTOR, "#n1-1 dl").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_on_paper_the_notes_follow_the_text(opened: Open) -> None:
    driver = opened("every-severity")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert not shown(driver, "#tools")
    words, sheet = found(driver, ".sheet .words"), shown(driver, ".sheet .note")
    assert max(line.rect["y"] for line in words) < min(note.rect["y"] for note in sheet)
    assert all(note.find_element(By.CLASS_NAME, "origin").is_displayed() for note in sheet)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    driver.execute_script("dispatchEvent(new Event('afterprint'))")
    assert not driver.find_element(By.CSS_SELECTOR, "#n1-4 .origin").is_displayed()


def test_severity_is_told_by_more_than_colour(opened: Open) -> None:
    driver = opened("every-severity")
    told = {severity: driver.find_element(By.CSS_SELECTOR, f".note.{severity} .severity").text for severity in Severity}
    assert told == {"error": "✖ 错误", "warning": "▲ 警告", "info": "● 提示"}
    lines = {mark.value_of_css_property("text-decoration-style") for mark in found(driver, "mark")}
    assert lines == {"wavy", "dotted"}
