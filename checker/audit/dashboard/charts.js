// What is at the top, the days of arrival, the rules by rank, and the spread of the categories.

const FEW = 6; // names in a list of those to look at first
const RANKED = 15; // rules shown at first
const BINS = 200; // days, weeks or months that the timeline has room for
const TALL = 190; // pixels of the timeline

function chooser(words, choices, look) {
  const button = make("button", { type: "button", }, words);
  button.addEventListener("click", () => choose(choices, look));
  return button;
}

function listed(state, title, found, words, look) {
  if (found.length === 0) return null;
  return make("div", { class: `listed ${state}` },
    make("h3", {}, title, make("span", { class: "count" }, number(found.length))),
    make("ol", {}, ...found.slice(0, FEW).map((report) => make("li", {}, linkTo(report), make("span", { class: "aside" }, words(report))))),
    chooser(`在清单里看${number(found.length)}份`, { state }, look),
  );
}

function drawUrgent() {
  const late = counted("late").sort((one, other) => reports.late[other] - reports.late[one]);
  const copied = counted("copied").sort((one, other) => shareOf(pairsOf.get(other)[0]) - shareOf(pairsOf.get(one)[0]));
  const absent = (report) => [...reports.parts[report]].filter((state) => state === "a").length;
  const lists = [
    listed("missing", "没有报送", counted("missing"), levelOf),
    listed("late", "逾期", late, (report) => `${number(reports.late[report])}天`, "late"),
    listed("empty", "空白", counted("empty"), (report) => `${number(reports.characters[report])}字`, "characters"),
    listed("copied", "雷同", copied, (report) => percent(shareOf(pairsOf.get(report)[0]))),
    listed("failed", "读不了", counted("failed"), levelOf),
    listed("parts", "缺部分", counted("parts").sort((one, other) => absent(other) - absent(one)), (report) => `缺${absent(report)}个`),
  ].filter(Boolean);
  byId("urgent").append(...(lists.length ? lists : [make("p", { class: "clean" }, "没有逾期、空白、雷同、缺部分、没有报送和读不了的。")]));
  for (const cell of all(".numbers [data-filter]")) {
    const state = cell.dataset.filter;
    cell.replaceChildren(chooser(cell.textContent, { state }, state === "late" ? "late" : ""));
  }
}

// The days of arrival; a week or a month to a bar where there are too many days.
function drawTimes() {
  const dated = REPORTS.filter((report) => reports.arrived[report] !== null);
  const undated = counted("undated").length;
  const late = counted("late").length;
  byId("times-lead").textContent = dated.length === 0
    ? "没有一份报告知道是哪天报送的。"
    : `${number(dated.length)}份知道日期，其中${number(late)}份逾期${undated ? `；${number(undated)}份没有日期，看不出是否逾期` : ""}。日期是清单上收到的那天，没有的用落款日期。`;
  const width = byId("timeline").clientWidth;
  if (dated.length === 0 || width === 0) return;
  const days = dated.map((report) => reports.arrived[report]).sort((one, other) => one - other);
  const dues = new Map();
  for (const report of dated) {
    const due = reports.due[report];
    if (due === null) continue;
    if (!dues.has(due)) dues.set(due, new Set());
    dues.get(due).add(levelOf(report));
  }
  // a wrong date or two must not press all others into a corner
  const rare = days[days.length - 1] - days[0] > BINS ? 0.005 : 0;
  const low = Math.min(Math.floor(quantile(days, rare)), ...dues.keys()) - 3;
  const high = Math.max(Math.ceil(quantile(days, 1 - rare)), ...dues.keys()) + 4;
  const step = [1, 7, 30].find((size) => (high - low) / size <= BINS) || Math.ceil((high - low) / BINS);
  const bins = range(Math.ceil((high - low) / step)).map(() => [0, 0]);
  for (const report of dated) {
    const bin = bins[Math.floor((reports.arrived[report] - low) / step)];
    if (bin) bin[reports.late[report] > 0 ? 1 : 0] += 1;
  }
  const outside = days.filter((one) => one < low || one >= low + bins.length * step).length;
  const most = Math.max(...bins.map(sum));
  const left = 8 + 7 * String(most).length;
  const room = { top: 30, bottom: 22 };
  const plot = TALL - room.top - room.bottom;
  const x = (date) => left + ((date - low) / (bins.length * step)) * (width - left);
  const y = (count) => room.top + plot * (1 - count / most);
  const svg = draw("svg", { class: "timeline", role: "img", width, height: TALL, "aria-labelledby": "timeline-title" });
  const peak = bins.findIndex((bin) => sum(bin) === most);
  svg.append(draw("title", { id: "timeline-title" },
    `从${day(days[0])}到${day(days[days.length - 1])}的报送份数，最多的是${day(low + peak * step)}${step > 1 ? `起的${step}天` : ""}，${number(most)}份；逾期${number(late)}份。`
    + [...dues].map(([due, whose]) => `${[...whose].filter(Boolean).join("、")}应当在${day(due)}前报送。`).join("")));
  for (const count of most > 1 ? [most, Math.round(most / 2)] : [most]) {
    svg.append(
      draw("line", { class: "grid", x1: left, x2: width, y1: y(count), y2: y(count) }),
      draw("text", { class: "scale", x: left - 6, y: y(count) + 4 }, number(count)),
    );
  }
  const thick = Math.max(1, (width - left) / bins.length - 1);
  bins.forEach(([timely, tardy], index) => {
    if (timely + tardy === 0) return;
    const from = low + index * step;
    const bar = draw("g", {}, draw("title", {}, `${day(from)}${step > 1 ? `起${step}天` : ""}：${timely + tardy}份${tardy ? `，逾期${tardy}份` : ""}`));
    if (timely) bar.append(draw("rect", { class: "timely", x: x(from), y: y(timely), width: thick, height: y(0) - y(timely) }));
    if (tardy) bar.append(draw("rect", { class: "tardy", x: x(from), y: y(timely + tardy), width: thick, height: y(timely) - y(timely + tardy) }));
    svg.append(bar);
  });
  svg.append(draw("line", { class: "axis", x1: left, x2: width, y1: y(0), y2: y(0) }));
  const start = new Date(low * 864e5);
  const months = range(Math.ceil((high - low) / 28) + 2).map((month) => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1)));
  const every = [1, 3, 12].find((size) => (months.length / size) * 52 <= width) || 12;
  for (const date of months) {
    const at = x(date.getTime() / 864e5);
    if (at < left || at > width - 20 || date.getUTCMonth() % every) continue;
    svg.append(draw("line", { class: "axis", x1: at, x2: at, y1: y(0), y2: y(0) + 4 }));
    svg.append(draw("text", { x: at + 2, y: TALL - 6 }, date.getUTCMonth() === 0 ? `${date.getUTCFullYear()}年` : `${date.getUTCMonth() + 1}月`));
  }
  let taken = -Infinity;
  for (const [due, whose] of [...dues].sort(([one], [other]) => one - other)) {
    svg.append(draw("line", { class: "due", x1: x(due), x2: x(due), y1: room.top - 8, y2: y(0) }));
    const words = `${dues.size > 1 && whose.size < 4 ? `${[...whose].filter(Boolean).join("、")} ` : ""}${day(due).replace(/^\d+年/, "")}前`;
    const long = words.length * 12;
    const at = Math.max(0, Math.min(x(due) - long / 2, width - long));
    if (at < taken + 8) continue; // the words are in the title
    taken = at + long;
    svg.append(draw("text", { class: "due", x: at, y: 14 }, words));
  }
  byId("timeline").replaceChildren(svg, make("p", { class: "key" },
    make("span", { class: "timely" }, "按期或者不知道期限"), make("span", { class: "tardy" }, "逾期"), make("span", { class: "due" }, "期限"),
    outside ? make("span", {}, `另有${number(outside)}份的日期在图外`) : null,
    late ? chooser(`在清单里看逾期的${number(late)}份`, { state: "late" }, "late") : null));
}

function drawRanking() {
  if (rules.length === 0) {
    byId("ranking").append(make("p", { class: "clean" }, "没有发现问题。"));
    return;
  }
  const read = Math.max(1, REPORTS.filter(isRead).length);
  const longest = rules[0].reports.length;
  const rows = rules.map((rule, index) => {
    const button = chooser(rule.title, { rule: rule.rule }, "findings");
    const bar = draw("svg", { class: "bar", "aria-hidden": "true" }, draw("rect", { width: percent(rule.reports.length / longest), height: "100%" }));
    return make("tr", { hidden: index >= RANKED },
      make("th", { scope: "row" }, button, " ", make("code", {}, rule.rule)),
      make("td", {}, rule.group),
      make("td", { class: "value" }, `${number(rule.reports.length)}份`),
      make("td", { class: "value" }, percent(rule.reports.length / read)),
      make("td", { class: "drawn" }, bar),
      make("td", { class: "value" }, `${number(rule.findings)}处`),
    );
  });
  const table = make("table", {},
    make("thead", {}, make("tr", {}, ...["规则", "类别", "涉及报告", "占已检查", "", "问题"].map((title, at) => (title ? make("th", { scope: "col", class: at > 1 ? "value" : null }, title) : make("td", { class: "drawn" }))))),
    make("tbody", {}, ...rows));
  byId("ranking").append(
    make("p", { class: "lead" }, "点规则的名称，清单里只留有这种问题的报告。"),
    make("div", { class: "wide", role: "region", tabindex: 0, "aria-label": "规则表" }, table));
  if (rules.length > RANKED) {
    const more = make("button", { type: "button" }, `显示全部${rules.length}条`);
    more.addEventListener("click", () => {
      rows.forEach((row) => { row.hidden = false; });
      more.remove();
    });
    byId("ranking").append(more);
  }
}

// The middle half of the collection, its median, nine tenths of it; and where `report` stands, if one is given.
function spread(id, report = null) {
  const own = (category) => reports.categories[category][report];
  const widest = Math.max(1, ...typical.map((one) => one.high), ...(report === null ? [] : categories.map((_, category) => own(category))));
  const at = (value) => `${(100 * Math.min(value, widest)) / widest}%`;
  const length = (from, to) => `${(100 * (to - from)) / widest}%`;
  const exact = (value) => String(Math.round(value * 10) / 10);
  const words = categories.map(([, title], category) => {
    const { first, median, third } = typical[category];
    return `${title}${report === null ? "" : `${own(category)}句，`}中位数${exact(median)}，一半的报告在${exact(first)}到${exact(third)}之间`;
  });
  const svg = draw("svg", { class: "bars spread", role: "img", "aria-labelledby": id, height: categories.length * 26 }, draw("title", { id }, `${words.join("；")}。`));
  categories.forEach(([look, title], category) => {
    const { low, first, median, third, high } = typical[category];
    const top = category * 26;
    svg.append(
      draw("text", { x: -160, y: top + 17 }, title),
      draw("line", { class: "reach", x1: at(low), x2: at(high), y1: top + 13, y2: top + 13 }),
      draw("rect", { class: look, x: at(first), y: top + 6, width: length(first, third), height: 14 }),
      draw("line", { class: "median", x1: at(median), x2: at(median), y1: top + 3, y2: top + 23 }),
      draw("text", { class: "count", x: "100%", dx: 12, y: top + 17 }, report === null ? `${exact(median)}（${exact(first)}～${exact(third)}）` : `${own(category)}（${exact(median)}）`),
    );
    if (report !== null) svg.append(draw("circle", { class: "own", cx: at(own(category)), cy: top + 13, r: 5 }));
  });
  return svg;
}

function drawTopics() {
  byId("spread").append(
    make("p", {}, "每份报告每个方面的句数：色块是中间一半的报告，竖线是中位数，细线是九成的报告。右边是中位数（四分位数）。"),
    spread("spread-title"));
}
