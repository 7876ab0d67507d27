// The list of all reports: filters, order, and a table of which only the rows in sight are in the page.

const viewport = byId("table");
const filters = byId("filters");
const ROW = 34; // pixels, as in page.css
const MARGIN = 6; // rows beyond what is in sight
const ON_PAPER = 300; // rows
const collator = new Intl.Collator("zh-CN", { numeric: true });
let nameRanks = null;

function rankOfName(report) {
  if (nameRanks === null) {
    nameRanks = new Uint32Array(REPORTS.length);
    [...REPORTS].sort((one, other) => collator.compare(reports.name[one], reports.name[other])).forEach((report, rank) => { nameRanks[report] = rank; });
  }
  return nameRanks[report];
}

// title, class, width in rem (the name takes what is left), value to sort by (none: not sorted), whether the largest come first
const COLUMNS = [
  { title: "单位", look: "name", value: rankOfName, down: false },
  ...(severalYears ? [{ title: "年度", look: "year", width: 3, value: (report) => reports.year[report], down: true }] : []),
  { title: "情况", look: "badges", width: 7.5 },
  { title: "逾期天数", look: "late", width: 3.75, value: (report) => reports.late[report], down: true },
  ...(overview.scored ? [{ title: "得分", look: "score", width: 3, value: (report) => reports.score[report], down: false }] : []),
  { title: "问题", look: "findings", width: 3, value: (report) => (isRead(report) ? reports.findings[report] : null), down: true },
  { title: "字数", look: "characters", width: 3.75, value: (report) => (isRead(report) ? reports.characters[report] : null), down: false },
  ...parts.map((title, part) => ({ title, look: "part", width: 2.125, part })),
  ...categories.map(([look, title], category) => ({ title, look: `category ${look}`, width: 2.25, category })),
];
const WIDTHS = COLUMNS.slice(1).map((column) => column.width);

const list = {
  found: REPORTS, // what the filters leave, in order
  order: null, // the column it is sorted by, null: the order of the files
  down: false,
  active: 0, // position of the row that the keyboard is on
  printing: false,
};
const shownRows = new Map(); // position → row
const sheet = make("div", { class: "sheet", role: "rowgroup" });

function heading(column, index) {
  const words = make("span", {}, column.title);
  const inside = column.value ? make("button", { type: "button" }, words) : words;
  const cell = make("div", { class: column.look, role: "columnheader", "aria-colindex": index + 1 }, inside);
  if (column.value) {
    inside.addEventListener("click", () => {
      list.down = list.order === column ? !list.down : column.down;
      list.order = column;
      refresh();
    });
  }
  return cell;
}
const headings = COLUMNS.map(heading);

// How many sentences, against what is usual: 0 none … 4 twice the median or more.
function depth(category, count) {
  const usual = Math.max(typical[category].median, 1);
  return count === 0 ? 0 : count < usual / 2 ? 1 : count < usual ? 2 : count < usual * 2 ? 3 : 4;
}

function content(column, report) {
  if (column.look === "name") return { inside: [make("a", { href: `#r=${report}`, tabindex: -1, title: reports.name[report] }, reports.name[report])] };
  if (column.look === "badges") return { inside: badgesOf(report).filter(([state]) => state !== "late").map(badge) };
  if (column.part !== undefined) {
    const state = reports.parts[report][column.part];
    const [sign, words] = PART_STATES[state];
    return { inside: [make("span", { "aria-hidden": "true" }, sign), make("span", { class: "unseen" }, words)], look: `state-${state.trim() || "none"}` };
  }
  if (column.category !== undefined) {
    if (!isRead(report)) return { inside: [] };
    const count = reports.categories[column.category][report];
    return { inside: [String(count)], look: `depth${depth(column.category, count)}` };
  }
  const value = column.value(report);
  const shown = value === null || (column.look === "late" && value === 0) ? "" : column.look === "year" ? String(value) : number(value);
  return { inside: [shown] };
}

function row(position) {
  const report = list.found[position];
  const cells = COLUMNS.map((column, index) => {
    const { inside, look } = content(column, report);
    return make("div", { class: look ? `${column.look} ${look}` : column.look, role: index ? "cell" : "rowheader", "aria-colindex": index + 1 }, ...inside);
  });
  const element = make("div", { class: "row", role: "row", "aria-rowindex": position + 2 }, ...cells);
  element.dataset.position = position;
  element.style.top = `${position * ROW}px`;
  return element;
}

// Put the rows in sight into the page, and the one that the keyboard is on.
function render() {
  const first = Math.max(0, Math.floor(viewport.scrollTop / ROW) - MARGIN);
  const last = Math.min(list.found.length, Math.ceil((viewport.scrollTop + viewport.clientHeight) / ROW) + MARGIN);
  const wanted = new Set(list.printing ? range(Math.min(list.found.length, ON_PAPER)) : range(Math.max(0, last - first)).map((index) => first + index));
  if (list.found.length) wanted.add(list.active);
  for (const [position, element] of shownRows) {
    if (!wanted.has(position)) {
      element.remove();
      shownRows.delete(position);
    }
  }
  const positions = [...wanted].sort((one, other) => one - other);
  let next = sheet.firstElementChild;
  for (const position of positions) {
    let element = shownRows.get(position);
    if (element && element === next) {
      next = next.nextElementSibling;
    } else if (!element) {
      element = row(position);
      shownRows.set(position, element);
      sheet.insertBefore(element, next);
    }
    element.querySelector("a").tabIndex = position === list.active ? 0 : -1;
  }
}

let waiting = false;
viewport.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    render();
  });
}, { passive: true });

// Filter and sort anew, and begin at the top.
function refresh() {
  const wanted = new FormData(filters);
  const words = wanted.get("words").toLowerCase().split(/\s+/).filter(Boolean);
  const region = wanted.get("region").trim();
  const level = wanted.get("level");
  const year = wanted.get("year");
  const state = STATES[wanted.get("state")];
  const rule = wanted.get("rule") && new Set(ruleNamed.get(wanted.get("rule")).reports);
  list.found = REPORTS.filter((report) => {
    if (level !== "" && String(reports.level[report]) !== level) return false;
    if (year !== "" && String(reports.year[report]) !== year) return false;
    if (state && !state[1](report)) return false;
    if (rule && !rule.has(report)) return false;
    if (region && !regionOf(report).includes(region)) return false;
    if (words.length === 0) return true;
    const text = `${reports.name[report]} ${pathOf(report)} ${regionOf(report)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (list.order) {
    const { value } = list.order;
    const sign = list.down ? -1 : 1;
    list.found.sort((one, other) => {
      const [a, b] = [value(one), value(other)];
      if (a === null || b === null) return (a === null) - (b === null) || one - other; // the unknown always last
      return sign * (a - b) || one - other;
    });
  }
  headings.forEach((cell, index) => {
    if (COLUMNS[index].value) cell.setAttribute("aria-sort", COLUMNS[index] !== list.order ? "none" : list.down ? "descending" : "ascending");
  });
  list.active = 0;
  shownRows.clear();
  sheet.replaceChildren();
  sheet.style.height = `${list.found.length * ROW}px`;
  viewport.setAttribute("aria-rowcount", list.found.length + 1);
  viewport.scrollTop = 0;
  byId("shown").textContent = list.found.length === REPORTS.length ? `共${number(REPORTS.length)}份` : `找到${number(list.found.length)}份，共${number(REPORTS.length)}份`;
  render();
}

// Move the keyboard to the row at `position`.
function moveTo(position) {
  list.active = Math.max(0, Math.min(position, list.found.length - 1));
  const top = list.active * ROW;
  const room = viewport.clientHeight - byId("headings").offsetHeight;
  if (top < viewport.scrollTop) viewport.scrollTop = top;
  else if (top + ROW > viewport.scrollTop + room) viewport.scrollTop = top + ROW - room;
  render();
  shownRows.get(list.active).querySelector("a").focus({ preventScroll: true });
}

viewport.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest(".row")) return;
  const page = Math.max(1, Math.floor(viewport.clientHeight / ROW) - 3);
  const to = {
    ArrowDown: list.active + 1,
    ArrowUp: list.active - 1,
    PageDown: list.active + page,
    PageUp: list.active - page,
    Home: 0,
    End: list.found.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  moveTo(to);
});
viewport.addEventListener("focusin", (event) => {
  const at = event.target.closest(".row");
  if (at) list.active = Number(at.dataset.position);
});
viewport.addEventListener("click", (event) => {
  const at = event.target.closest(".row");
  if (!at) return;
  list.active = Number(at.dataset.position);
  if (!event.target.closest("a")) location.hash = `r=${list.found[list.active]}`;
});

// Show in the list only the reports of which `choices` (names of filters → values) are true, ordered by the column `look`.
function choose(choices, look = "") {
  filters.reset();
  for (const [name, value] of Object.entries(choices)) filters.elements[name].value = value;
  list.order = COLUMNS.find((column) => column.look === look) || null;
  list.down = list.order ? list.order.down : false;
  refresh();
  byId("list").scrollIntoView();
  if (list.found.length) moveTo(0);
}

function offer(name, options) {
  for (const [value, words, count] of options) {
    if (count) filters.elements[name].append(make("option", { value }, `${words}（${number(count)}）`));
  }
  filters.elements[name].closest("label").hidden = filters.elements[name].options.length < 2;
}

function startList() {
  const tallied = (values) => {
    const tally = new Map();
    for (const value of values) if (value !== null && value !== "") tally.set(value, (tally.get(value) || 0) + 1);
    return tally;
  };
  const byLevel = tallied(reports.level);
  const byYear = tallied(reports.year);
  offer("level", levels.map((title, level) => [level, title, byLevel.get(level)]));
  offer("year", [...byYear].sort(([one], [other]) => other - one).map(([year, count]) => [year, `${year}年`, count]));
  offer("state", Object.entries(STATES).map(([state, [title]]) => [state, title, counted(state).length]));
  offer("rule", rules.map((rule) => [rule.rule, rule.title, rule.reports.length]));
  const places = [...new Set(regions)].filter(Boolean).sort(collator.compare);
  byId("regions").append(...places.slice(0, 1000).map((place) => make("option", { value: place })));
  filters.elements.region.closest("label").hidden = places.length === 0;
  for (const field of filters.elements) {
    if (field.name) field.addEventListener(field.matches("select") ? "change" : "input", refresh);
  }
  byId("clear").addEventListener("click", () => {
    filters.reset();
    refresh();
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  made(viewport, { role: "table", "aria-label": "各份报告", "aria-colcount": COLUMNS.length }, [
    make("div", { role: "rowgroup", class: "headings", id: "headings" }, make("div", { class: "row", role: "row", "aria-rowindex": 1 }, ...headings)),
    sheet,
  ]);
  viewport.style.setProperty("--columns", WIDTHS.map((width) => `${width}rem`).join(" "));
  viewport.style.setProperty("--width", `${sum(WIDTHS)}rem`);
  byId("legend").append(
    make("span", {}, "部分："),
    ...["f", "b", "a", "u"].map((state) => make("span", {}, make("b", { class: `state-${state}` }, PART_STATES[state][0]), ` ${PART_STATES[state][1]}`)),
    make("span", {}, "内容：每格是句数，颜色越深比各份的中位数越多"),
    make("span", { class: "steps", "aria-hidden": "true" }, ...range(5).map((step) => make("i", { class: `oversight depth${step}` }))),
  );
  refresh();
}
