// What the page holds, and the elements it is shown with. All of it is put into the page as text.
"use strict";

const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const range = (length) => Array.from({ length }, (_, index) => index);
const overview = JSON.parse(byId("overview-data").textContent);
const { reports, pairs, categories, parts, statuses, levels, regions } = overview;
const REPORTS = range(reports.name.length);
const PAIRS = range(pairs.first.length);
const SIGNS = { error: "✖", warning: "▲", info: "●" };
const PART_STATES = { f: ["✔", "有"], b: ["○", "没有单独的标题"], a: ["✖", "缺"], u: ["—", "没有要求"], " ": ["", "没有检查"] };

const number = (value) => value.toLocaleString("zh-CN");
const percent = (share) => `${Math.round(share * 100)}%`;
const sum = (values) => values.reduce((total, value) => total + value, 0);

function made(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const make = (name, attributes = {}, ...children) => made(document.createElement(name), attributes, children);
const draw = (name, attributes = {}, ...children) =>
  made(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

// reports

const statusOf = (report) => statuses[reports.status[report]][0];
const levelOf = (report) => (reports.level[report] === null ? "" : levels[reports.level[report]]);
const regionOf = (report) => regions[reports.region[report]];
const pathOf = (report) => overview.folders[reports.folder[report]] + reports.file[report];
const isRead = (report) => statusOf(report) === "read";

// the pairs that a report is one of, most alike first
const pairsOf = new Map();
for (const pair of PAIRS) {
  for (const report of [pairs.first[pair], pairs.second[pair]]) {
    if (!pairsOf.has(report)) pairsOf.set(report, []);
    pairsOf.get(report).push(pair);
  }
}
const shareOf = (pair) => Math.max(pairs.first_share[pair], pairs.second_share[pair]);

// the rules with the ordinals of the reports concerned, most reports first
const rules = overview.rules.map((rule) => {
  let at = 0;
  return { ...rule, reports: rule.steps.map((step) => (at += step)) };
}).sort((one, other) => other.reports.length - one.reports.length || other.findings - one.findings);
const ruleNamed = new Map(rules.map((rule) => [rule.rule, rule]));

// what a report may be looked for: its name, and whether a report is so
const STATES = {
  late: ["逾期", (report) => reports.late[report] > 0],
  empty: ["空白", (report) => reports.empty[report] === 1],
  copied: ["雷同", (report) => pairsOf.has(report)],
  parts: ["缺部分", (report) => reports.parts[report].includes("a")],
  missing: ["没有报送", (report) => statusOf(report) === "missing"],
  failed: ["读不了", (report) => statusOf(report) === "failed"],
  passed: ["压缩包、略过", (report) => ["archive", "passed"].includes(statusOf(report))],
  partial: ["有规则没有运行成", (report) => isRead(report) && reports.failures[report] > 0],
  undated: ["没有日期", (report) => isRead(report) && reports.arrived[report] === null],
};
const counted = (state) => REPORTS.filter(STATES[state][1]);

function day(ordinal) {
  const date = new Date(ordinal * 864e5);
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

// The badges of a report, weightiest first: [state, words].
function badgesOf(report) {
  const found = [];
  const status = statusOf(report);
  if (status !== "read") found.push([status === "archive" ? "passed" : status, statuses[reports.status[report]][1]]);
  if (reports.empty[report]) found.push(["empty", "空白"]);
  if (reports.late[report] > 0) found.push(["late", `逾期${number(reports.late[report])}天`]);
  if (pairsOf.has(report)) found.push(["copied", `雷同${percent(shareOf(pairsOf.get(report)[0]))}`]);
  return found;
}
const badge = ([state, words]) => make("span", { class: `badge ${state}` }, words);
const severalYears = new Set(reports.year.filter((year) => year !== null)).size > 1;
const called = (report) => reports.name[report] + (severalYears && reports.year[report] ? `（${reports.year[report]}年）` : "");
const linkTo = (report, attributes = {}) => make("a", { href: `#r=${report}`, ...attributes }, called(report));

// quartiles

function quantile(sorted, share) {
  if (sorted.length === 0) return 0;
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  return sorted[below] + (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]) * (at - below);
}

// of the sentences of the reports that say anything, by category
const typical = reports.categories.map((column) => {
  const sorted = Float64Array.from(REPORTS.filter((report) => isRead(report) && !reports.empty[report]), (report) => column[report]).sort();
  const [low, first, median, third, high] = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => quantile(sorted, share));
  return { low, first, median, third, high };
});

// packs

const TOO_OLD = "这个浏览器太旧，解不开单份报告的内容。请换用较新的浏览器（Chrome、Edge、360 等内核 86 以上，Firefox 113 以上，Safari 16.4 以上）打开，或者看同一文件夹里的表格。";
const unpacked = new Map();

async function inflate(text) {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// Return what is kept of the report or pair `ordinal` in the packs `name`; null where the browser cannot unpack it.
async function detailOf(name, ordinal) {
  if (typeof DecompressionStream === "undefined") return null;
  const id = `${name}-${Math.floor(ordinal / overview.pack)}`;
  if (!unpacked.has(id)) {
    if (unpacked.size >= 16) unpacked.delete(unpacked.keys().next().value);
    unpacked.set(id, inflate(byId(id).textContent));
  }
  return (await unpacked.get(id))[ordinal % overview.pack];
}

// Buttons to leaf through `count` things, `size` at a time; `show(from, to)` is called with the ones to show.
function pager(count, size, what, show) {
  const said = make("output", {});
  const before = make("button", { type: "button" }, "上一页");
  const after = make("button", { type: "button" }, "下一页");
  let from = 0;
  const turn = (to) => {
    from = Math.max(0, Math.min(to, Math.floor((count - 1) / size) * size));
    const end = Math.min(from + size, count);
    said.textContent = `第${number(from + 1)}到${number(end)}${what}，共${number(count)}${what}`;
    before.disabled = from === 0;
    after.disabled = end === count;
    show(from, end);
  };
  before.addEventListener("click", () => turn(from - size));
  after.addEventListener("click", () => turn(from + size));
  turn(0);
  return make("div", { class: "pager", hidden: count <= size }, before, said, after);
}
