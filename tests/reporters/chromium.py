"""A real browser for the tests of pages: it notes what a page asks of the network and what is complained of."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
)
WIDE, NARROW = 1280, 390
NEXT_FRAME = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))"
Browser = webdriver.Chrome
Open = Callable[..., Browser]


def started(profile: Path) -> Iterator[Browser]:
    """Yield a browser that keeps its files in `profile`, and end it."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(60)
    yield driver
    driver.quit()


def watched(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """Yield what opens a page; afterwards, nothing may have been complained of and nothing been asked of the network."""

    def open_(name: str, width: int = WIDE, *, dark: bool = False, address: str = "") -> Browser:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        browser.get("about:blank")
        browser.get_log("browser")
        browser.get_log("performance")
        browser.get(pages[name].as_uri() + address)
        browser.execute_async_script(NEXT_FRAME)
        return browser

    yield open_
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {
        message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"
    }
    assert {url for url in asked if not url.startswith("data:")} <= {path.as_uri() for path in pages.values()}
    assert browser.get_log("browser") == []


def found(driver: Browser, selector: str) -> list[WebElement]:
    return driver.find_elements(By.CSS_SELECTOR, selector)


def shown(driver: Browser, selector: str) -> list[WebElement]:
    return [element for element in found(driver, selector) if element.is_displayed()]


def barriers(driver: Browser) -> dict[str, list[str]]:
    """Return the serious and critical barriers on the page, each with some of the elements concerned."""
    outcome: dict[str, Any] = Axe().run(driver)
    assert len(outcome["passes"]) > 10
    return {
        violation["id"]: [node["html"] for node in violation["nodes"]][:3]
        for violation in outcome["violations"]
        if violation["impact"] in ("serious", "critical")
    }


def sideways(driver: Browser) -> int:
    """Return how many pixels the page is wider than the window."""
    return driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
