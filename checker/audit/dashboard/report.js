// The page of a single report.

const page = byId("report");
let shownReport = null;

const fact = (title, value) => (value ? make("div", {}, make("dt", {}, title), make("dd", {}, value)) : null);
const dated = (text) => (text ? day(Date.parse(text) / 864e5) : "");
const section = (title, ...children) => make("section", {}, make("h3", {}, title), ...children);

// a finding: rule, severity, message, excerpt, place, occurrences
const messageOf = ([, , message]) => message;

function facts(report, detail) {
  const due = reports.due[report];
  return make("dl", { class: "facts" },
    fact("文件", pathOf(report)),
    fact("标题", detail.title),
    fact("层级", levelOf(report)),
    fact("地区", regionOf(report)),
    fact("年度", reports.year[report] && `${reports.year[report]}年`),
    fact("收到", dated(detail.received)),
    fact("落款日期", dated(detail.dated)),
    fact("期限", due === null ? "" : `${day(due)}前`),
    fact("字数", isRead(report) ? number(reports.characters[report]) : ""),
    fact("格式", detail.format),
    fact("规范档案", detail.profile),
  );
}

function outline(report, detail) {
  const absent = parts.filter((_, part) => reports.parts[report][part] === "a");
  const buried = parts.filter((_, part) => reports.parts[report][part] === "b");
  const entry = (look, sign, title, words) =>
    make("li", { class: look }, make("span", { class: "sign", "aria-hidden": "true" }, sign), ` ${title}`, words ? make("span", { class: "as" }, ` ${words}`) : null);
  return make("div", { class: "outline" }, make("h3", {}, "各部分"), make("ul", {},
    ...detail.sections.map(([title, heading]) => entry("", "✔", title, heading)),
    ...buried.map((title) => entry("", "○", title, "没有单独的标题")),
    ...absent.map((title) => entry("missing", "✖", title, "缺"))));
}

function points(report, detail) {
  const total = reports.score[report];
  const rows = detail.score.map(([title, won, most, reasons]) => make("tr", {},
    make("th", { scope: "row" }, title),
    make("td", { class: "value" }, `${won} / ${most}`),
    make("td", { class: "drawn" }, draw("svg", { class: "bar", "aria-hidden": "true" }, draw("rect", { width: percent(most ? won / most : 1), height: "100%" }))),
    make("td", {}, reasons.length ? make("ul", {}, ...reasons.map(([finding, rest]) => make("li", {}, (finding === null ? "" : messageOf(detail.findings[finding])) + rest))) : "—")));
  return section(`得分 ${total}`, make("div", { class: "wide", role: "region", tabindex: 0, "aria-label": "各项得分" }, make("table", { class: "points" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "项目"), make("th", { scope: "col", class: "value" }, "得分"), make("td", { class: "drawn" }), make("th", { scope: "col" }, "说明"))),
    make("tbody", {}, ...rows))));
}

function noted([, severity, message, excerpt, place, occurrences]) {
  const [, words] = overview.severities.find(([name]) => name === severity);
  const where = [place, occurrences > 1 ? `全文${number(occurrences)}处` : ""].filter(Boolean).join("，");
  return make("li", { class: `note ${severity}` },
    make("span", { class: `severity ${severity}` }, make("span", { "aria-hidden": "true" }, SIGNS[severity]), ` ${words}`), " ",
    message,
    excerpt ? make("q", {}, excerpt) : null,
    where ? make("span", { class: "aside" }, where) : null);
}

function findings(detail) {
  const groups = new Map();
  for (const point of detail.findings) {
    const [rule] = point;
    if (!groups.has(rule)) groups.set(rule, []);
    groups.get(rule).push(point);
  }
  const order = Object.keys(SIGNS);
  const weight = ([, found]) => Math.min(...found.map(([, severity]) => order.indexOf(severity)));
  const sorted = [...groups].sort((one, other) => weight(one) - weight(other) || other[1].length - one[1].length);
  const shown = sorted.map(([rule, found]) => {
    const told = ruleNamed.get(rule);
    return make("section", { class: "rule" },
      make("h4", {}, told.title, " ", make("code", {}, rule), make("span", { class: "count" }, `${number(found.length)}处`)),
      told.why || told.advice ? make("details", {}, make("summary", {}, "为什么，怎么改"), told.why ? make("p", {}, `为什么：${told.why}`) : null, told.advice ? make("p", {}, `怎么改：${told.advice}`) : null) : null,
      make("ul", {}, ...found.map(noted)));
  });
  return section(`问题 ${number(detail.findings.length)}处`, ...shown);
}

function copiesOf(report) {
  const found = pairsOf.get(report) || [];
  if (found.length === 0) return null;
  const box = make("div");
  const shown = (pair) => {
    const own = pairs.first[pair] === report;
    const other = own ? pairs.second[pair] : pairs.first[pair];
    const [share, theirs] = own ? [pairs.first_share[pair], pairs.second_share[pair]] : [pairs.second_share[pair], pairs.first_share[pair]];
    const details = make("details", {}, make("summary", {}, "对照相同的文字"));
    details.addEventListener("toggle", async () => {
      if (details.open && details.childElementCount === 1) details.append(await passages(pair, report));
    });
    return make("div", { class: "pair" }, make("p", {}, "和 ", linkTo(other), ` 共有${number(pairs.characters[pair])}字（${number(pairs.sentences[pair])}句），占本篇的${percent(share)}、对方的${percent(theirs)}`), details);
  };
  return section(`雷同 ${number(found.length)}份`, box, pager(found.length, LISTED, "份", (from, to) => box.replaceChildren(...found.slice(from, to).map(shown))));
}

// The reports before and after in the list as it is filtered and sorted.
function neighbours(report) {
  const at = list.found.indexOf(report);
  if (at >= 0) list.active = at; // where the keyboard goes on when the list is shown again
  const link = (other, words) => (other === undefined ? null : make("a", { href: `#r=${other}` }, words));
  return make("nav", { class: "tools", "aria-label": "报告之间" },
    make("a", { href: "#list" }, "← 回到清单"),
    at < 0 ? null : link(list.found[at - 1], "上一份"),
    at < 0 ? null : link(list.found[at + 1], "下一份"),
    at < 0 ? null : make("span", { class: "aside" }, `清单里第${number(at + 1)}份，共${number(list.found.length)}份`));
}

async function showReport(report) {
  shownReport = report;
  const detail = await detailOf("reports", report);
  if (shownReport !== report) return; // another was asked for meanwhile
  const title = make("h2", { id: "report-title", tabindex: -1 }, called(report));
  const head = [neighbours(report), title, make("p", { class: "badges" }, ...badgesOf(report).map(badge))];
  if (detail === null) {
    page.replaceChildren(...head, make("p", { class: "lacking" }, TOO_OLD));
  } else {
    const read = isRead(report);
    page.replaceChildren(...head, facts(report, detail), ...[
      detail.failures.length ? make("div", { class: "failures" }, make("h3", {}, read ? "没有完成的检查" : "没有检查"), make("ul", {}, ...detail.failures.map((words) => make("li", {}, words)))) : null,
      read ? outline(report, detail) : null,
      detail.score.length ? points(report, detail) : null,
      read && !reports.empty[report] ? make("section", { class: "chart" }, make("h3", {}, "内容，和全部报告比"), make("p", {}, "圆点是这一份的句数，色块是中间一半的报告，竖线是中位数。右边是句数（中位数）。"), spread("profile-title", report)) : null,
      copiesOf(report),
      detail.findings.length ? findings(detail) : null,
      read && detail.findings.length + detail.failures.length === 0 ? make("p", { class: "clean" }, "未发现问题。内容是否属实、数字是否准确，仍要人核对。") : null,
    ].filter(Boolean));
  }
  document.title = `${called(report)}：检查结果`;
  title.focus({ preventScroll: true });
}
