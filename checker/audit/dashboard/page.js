// What is shown: the overview, or the report that the address names.

const title = document.title;
let left = 0; // where the overview was last scrolled to

function route() {
  const [, asked] = location.hash.match(/^#r=(\d+)$/) || [];
  const report = asked === undefined ? null : Number(asked);
  const overviewShown = !byId("overview").hidden;
  if (report !== null && report < REPORTS.length) {
    byId("overview").hidden = true;
    page.hidden = false;
    showReport(report);
    scrollTo({ top: 0, behavior: "instant" });
    return;
  }
  shownReport = null;
  document.title = title;
  if (overviewShown) return; // the browser itself goes to the part
  page.hidden = true;
  page.replaceChildren();
  byId("overview").hidden = false;
  drawTimes();
  const part = byId(location.hash.slice(1));
  if (left === 0 && part) part.scrollIntoView();
  else scrollTo({ top: left, behavior: "instant" });
  render();
  if (list.found.length) moveTo(list.active);
}

addEventListener("hashchange", route);
// noted beforehand: on the way back the browser has already scrolled when it says that the address has changed
addEventListener("scroll", () => {
  if (!byId("overview").hidden) left = scrollY;
}, { passive: true });
let width = innerWidth;
addEventListener("resize", () => {
  render();
  if (innerWidth !== width && !byId("overview").hidden) drawTimes();
  width = innerWidth;
});
addEventListener("beforeprint", () => {
  list.printing = true;
  byId("on-paper").textContent = list.found.length > ON_PAPER ? `只印出前${ON_PAPER}份，共${number(list.found.length)}份；要印别的，先筛选或者排序。` : "";
  render();
});
addEventListener("afterprint", () => {
  list.printing = false;
  render();
});

all("#overview > [hidden]").forEach((element) => { element.hidden = false; });
drawUrgent();
drawTimes();
startList();
drawRanking();
drawTopics();
drawCopies();
route();
