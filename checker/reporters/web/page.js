// Filters, selection and alignment. Without this script the page shows everything, notes below or beside their text.
"use strict";

const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const tools = byId("tools");
const notes = all(".note");
const marks = all("mark");
const wide = matchMedia("(min-width: 60rem)");
const weights = ["error", "warning", "info"];
const GAP = 4; // pixels between two notes
const begun = new WeakSet(); // sheets that were laid out before
const waiting = new Set();
let selected = null;
let unfolded = null; // the note that was opened because it was selected
let printing = false;

const noteOf = (key) => byId("n" + key);
const notesOf = (keys) => (keys ? keys.split(" ") : []).map(noteOf).filter((note) => !note.hidden);
const marksOf = (note) => all(`mark[data-notes~="${note.dataset.key}"], mark[data-also~="${note.dataset.key}"]`);

function applyFilters() {
  const on = (name) => new Set(all(`input[name=${name}]:checked`, tools).map((input) => input.value));
  const severities = on("severity");
  const groups = tools.querySelector("input[name=group]") ? on("group") : null;
  for (const note of notes) {
    note.hidden = !severities.has(note.dataset.severity) || (groups !== null && !groups.has(note.dataset.group));
    const reference = byId("r" + note.dataset.key);
    if (reference) reference.hidden = note.hidden;
  }
  for (const mark of marks) {
    const shown = notesOf(mark.dataset.notes);
    const weight = weights.find((severity) => shown.some((note) => note.dataset.severity === severity));
    mark.classList.remove("off", "related", ...weights);
    mark.classList.add(weight ?? (notesOf(mark.dataset.also).length ? "related" : "off"));
  }
  if (selected && selected.hidden) select(null);
  const count = notes.filter((note) => !note.hidden).length;
  byId("shown").textContent = count === notes.length ? `共${count}处` : `显示${count}处，共${notes.length}处`;
  layOutSoon();
}

// On a wide screen notes stand as near to their words as their neighbours allow: least squares under the condition that
// they keep their order and do not overlap (pool adjacent violators). The selected note outweighs the others.
function layOut(sheet) {
  if (sheet.closest("details:not([open])")) return; // laid out when it is opened
  const beside = wide.matches && !printing;
  sheet.classList.toggle("laid", beside);
  sheet.style.minHeight = "";
  if (!beside) return;
  const shown = all(".note", sheet).filter((note) => !note.hidden);
  const heights = () => shown.map((note) => note.offsetHeight + GAP);
  let tall = heights();
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  if (!begun.has(sheet)) {
    begun.add(sheet);
    if (sum(tall) > sheet.offsetHeight) {
      all(".note details", sheet).forEach((details) => { details.open = details.parentElement === selected; });
      tall = heights();
    }
  }
  const total = sum(tall);
  sheet.style.minHeight = `${total}px`;
  const top = sheet.getBoundingClientRect().top;
  const pools = [];
  let above = 0;
  shown.forEach((note, index) => {
    const weight = note === selected ? 1e6 : 1;
    const pool = { notes: [index], weight, place: byId("r" + note.dataset.key).getBoundingClientRect().top - top - above };
    while (pools.length && pools.at(-1).place >= pool.place) {
      const last = pools.pop();
      pool.place = (last.place * last.weight + pool.place * pool.weight) / (last.weight + pool.weight);
      pool.weight += last.weight;
      pool.notes.unshift(...last.notes);
    }
    pools.push(pool);
    above += tall[index];
  });
  const room = sheet.offsetHeight - total;
  above = 0;
  for (const pool of pools) {
    const place = Math.max(0, Math.min(pool.place, room));
    for (const index of pool.notes) {
      shown[index].style.top = `${place + above}px`;
      above += tall[index];
    }
  }
}

// Lay out once, however many things happen before the next frame.
function layOutSoon(sheets = all(".sheet")) {
  if (waiting.size === 0) {
    requestAnimationFrame(() => {
      waiting.forEach(layOut);
      waiting.clear();
    });
  }
  for (const sheet of sheets) waiting.add(sheet);
}

function select(note, open = true) {
  if (unfolded && unfolded !== note) unfolded.firstElementChild.open = false;
  unfolded = note === unfolded ? note : null;
  all(".selected").forEach((element) => element.classList.remove("selected"));
  all("[aria-current]").forEach((element) => element.removeAttribute("aria-current"));
  selected = note;
  if (!note) return;
  note.classList.add("selected");
  note.setAttribute("aria-current", "true");
  note.closest(".draft > details")?.setAttribute("open", "");
  if (open && !note.firstElementChild.open) {
    note.firstElementChild.open = true;
    unfolded = note;
  }
  marksOf(note).forEach((mark) => mark.classList.add("selected"));
  byId("r" + note.dataset.key)?.classList.add("selected");
  layOutSoon(all(".sheet").filter((sheet) => sheet.contains(note)));
}

// The note of `mark` that marks the fewest words; clicked again, the next one.
function noteAt(mark) {
  const found = [...notesOf(mark.dataset.notes), ...notesOf(mark.dataset.also)];
  const length = (note) => marksOf(note).reduce((sum, one) => sum + one.textContent.length, 0);
  found.sort((one, other) => length(one) - length(other));
  return found[(found.indexOf(selected) + 1) % found.length];
}

function show(note) {
  select(note);
  const words = byId("r" + note.dataset.key);
  (words ?? note).scrollIntoView({ block: "center" });
  note.querySelector("summary").focus({ preventScroll: wide.matches });
}

function step(by) {
  const shown = notes.filter((note) => !note.hidden && note.offsetParent !== null);
  if (shown.length === 0) return;
  const at = shown.indexOf(selected);
  show(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]);
}

// A link may lead into a draft that is folded.
function reveal() {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const draft = target.closest(".draft")?.querySelector(":scope > details");
  if (draft && !draft.open) {
    draft.open = true;
    target.scrollIntoView();
  }
  if (target.matches(".note")) select(target);
}

document.addEventListener("click", (event) => {
  const reference = event.target.closest(".ref");
  if (reference) {
    event.preventDefault();
    const note = noteOf(reference.id.slice(1));
    select(note);
    note.querySelector("summary").focus();
    return;
  }
  const summary = event.target.closest(".note summary");
  if (summary) {
    select(summary.closest(".note"), false); // the click itself opens or closes it
    return;
  }
  const mark = event.target.closest("mark:not(.off)");
  if (mark) {
    select(noteAt(mark));
    selected.scrollIntoView({ block: "nearest" });
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { n: 1, j: 1, p: -1, k: -1 }[event.key];
  if (by) step(by);
  else if (event.key === "Escape") select(null);
});

document.addEventListener("toggle", (event) => {
  const sheet = event.target.closest(".sheet");
  layOutSoon(sheet ? [sheet] : all(".sheet", event.target));
}, true);

tools.addEventListener("submit", (event) => event.preventDefault());
tools.addEventListener("change", (event) => {
  if (event.target.name) applyFilters();
  else if (event.target.id === "unfold") {
    for (const note of notes) note.firstElementChild.open = event.target.checked;
  } else {
    document.body.classList.toggle("coloured", event.target.checked);
    byId("legend").hidden = !event.target.checked;
    layOutSoon();
  }
});

let folded = [];
addEventListener("beforeprint", () => {
  printing = true;
  folded = all("details:not([open])").filter((details) => !details.parentElement.matches(".draft"));
  folded.forEach((details) => { details.open = true; });
  all(".sheet").forEach(layOut);
});
addEventListener("afterprint", () => {
  printing = false;
  folded.forEach((details) => { details.open = false; });
  layOutSoon();
});
addEventListener("hashchange", reveal);
addEventListener("resize", () => layOutSoon());

tools.hidden = false;
applyFilters();
reveal();
