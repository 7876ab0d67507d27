// Reports that share text: as clusters, and as a table that says the same and shows the words side by side.

const CLUSTERS = 12; // drawn at once
const LISTED = 15; // pairs in the table at once
const DRAWN = 40; // reports of a cluster that are drawn
const SMALL = 12; // reports of a cluster up to which it is drawn small
const LABEL = 8; // characters of a name
const EM = 12; // pixels of a character

// Return the clusters, largest first: their reports and pairs, in order.
function clusters() {
  const parent = new Map();
  const root = (report) => {
    let at = report;
    while (parent.get(at) !== at) {
      parent.set(at, parent.get(parent.get(at)));
      at = parent.get(at);
    }
    return at;
  };
  for (const report of pairsOf.keys()) parent.set(report, report);
  for (const pair of PAIRS) {
    const [one, other] = [root(pairs.first[pair]), root(pairs.second[pair])];
    parent.set(Math.max(one, other), Math.min(one, other));
  }
  const found = new Map();
  for (const report of [...pairsOf.keys()].sort((one, other) => one - other)) {
    if (!found.has(root(report))) found.set(root(report), { reports: [], pairs: [] });
    found.get(root(report)).reports.push(report);
  }
  for (const pair of PAIRS) found.get(root(pairs.first[pair])).pairs.push(pair);
  return [...found.values()].sort((one, other) => other.reports.length - one.reports.length || one.pairs[0] - other.pairs[0]);
}

// Return a place in a box of `width` and `height` for each of `nodes`: springs along `edges`, repulsion between all, from a circle.
function settle(nodes, edges, width, height) {
  const ideal = Math.sqrt((width * height) / nodes.length) * 0.7;
  const places = nodes.map((_, index) => {
    const angle = (2 * Math.PI * index) / nodes.length + Math.PI;
    return { x: Math.cos(angle) * ideal * 2, y: Math.sin(angle) * ideal * 1.2, dx: 0, dy: 0 };
  });
  const push = (one, other, force) => {
    const dx = one.x - other.x || 0.01;
    const dy = one.y - other.y || 0.01;
    const far = Math.hypot(dx, dy);
    const by = force(far) / far;
    one.dx += dx * by;
    one.dy += dy * by;
    other.dx -= dx * by;
    other.dy -= dy * by;
  };
  const at = new Map(nodes.map((node, index) => [node, places[index]]));
  for (let heat = ideal; heat > ideal / 50; heat *= 0.97) {
    places.forEach((one, index) => places.slice(index + 1).forEach((other) => push(one, other, (far) => (ideal * ideal) / far)));
    for (const [one, other] of edges) push(at.get(one), at.get(other), (far) => -(far * far) / ideal);
    for (const place of places) {
      const far = Math.hypot(place.dx, place.dy) || 1;
      place.x += (place.dx / far) * Math.min(far, heat);
      place.y += (place.dy / far) * Math.min(far, heat);
      place.dx = place.dy = 0;
    }
  }
  const scaled = (values, room) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => (most - least < 1 ? room / 2 : ((value - least) / (most - least)) * room));
  };
  const [xs, ys] = [scaled(places.map((place) => place.x), width), scaled(places.map((place) => place.y), height)];
  return new Map(nodes.map((node, index) => [node, { x: xs[index], y: ys[index] }]));
}

function cluster(group) {
  const degree = (report) => pairsOf.get(report).length;
  const drawn = [...group.reports].sort((one, other) => degree(other) - degree(one) || one - other).slice(0, DRAWN);
  const inside = new Set(drawn);
  const edges = group.pairs.filter((pair) => inside.has(pairs.first[pair]) && inside.has(pairs.second[pair]));
  const [width, height] = drawn.length === 2 ? [280, 96] : drawn.length <= SMALL ? [320, 220] : [480, 340];
  const [across, down] = [56, 24]; // room for the names
  const places = settle(drawn, edges.map((pair) => [pairs.first[pair], pairs.second[pair]]), width - 2 * across, height - 2 * down - 8);
  const at = (report) => ({ x: places.get(report).x + across, y: places.get(report).y + down });
  const most = percent(shareOf(group.pairs[0]));
  const words = `${number(group.reports.length)}份，${number(group.pairs.length)}对，最多${most}相同`;
  const svg = draw("svg", { role: "img", width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": `雷同的${words}：${drawn.map(called).join("、")}` });
  for (const pair of edges) {
    const [from, to] = [at(pairs.first[pair]), at(pairs.second[pair])];
    svg.append(draw("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, "stroke-width": (1 + 8 * shareOf(pair)).toFixed(1) },
      draw("title", {}, `${called(pairs.first[pair])}、${called(pairs.second[pair])}：${percent(shareOf(pair))}相同`)));
  }
  const named = []; // where names stand; one that would cover another is left to the title
  for (const report of drawn) {
    const { x, y } = at(report);
    const name = [...reports.name[report]];
    const node = draw("g", { class: "node" }, draw("title", {}, called(report)), draw("circle", { cx: x, cy: y, r: 6 }));
    const half = (Math.min(name.length, LABEL + 1) * EM) / 2;
    const middle = Math.max(half, Math.min(x, width - half));
    if (named.every((other) => Math.abs(other.y - y) > EM + 4 || Math.abs(other.middle - middle) > other.half + half)) {
      named.push({ y, middle, half });
      node.append(draw("text", { x: middle, y: y + 20 }, name.length > LABEL ? `${name.slice(0, LABEL).join("")}…` : name.join("")));
    }
    node.addEventListener("click", () => { location.hash = `r=${report}`; }); // by keyboard: from the table
    svg.append(node);
  }
  const rest = group.reports.length - drawn.length;
  return make("figure", {}, svg, make("figcaption", {}, words + (rest ? `，另有${number(rest)}份没有画出` : "")));
}

// Mark what differs between two passages: the longest common subsequence of their characters stays plain.
function compared(one, other) {
  const [a, b] = [[...one], [...other]];
  const lengths = range(a.length + 1).map(() => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const sides = [[], []];
  const put = (side, char, changed) => {
    const last = side[side.length - 1];
    if (last && last.changed === changed) last.text += char;
    else side.push({ text: char, changed });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put(sides[0], a[i], false);
      put(sides[1], b[j], false);
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      put(sides[0], a[i], true);
      i += 1;
    } else {
      put(sides[1], b[j], true);
      j += 1;
    }
  }
  return sides.map((side) => side.map(({ text, changed }) => (changed ? make("mark", {}, text) : text)));
}

// The words that `pair` shares, those of `left` on the left.
async function passages(pair, left = pairs.first[pair]) {
  const copied = await detailOf("pairs", pair);
  if (copied === null) return make("p", { class: "lacking" }, TOO_OLD);
  const flipped = left !== pairs.first[pair];
  const right = flipped ? pairs.first[pair] : pairs.second[pair];
  return make("div", { class: "passages" },
    ...copied.passages.map(([first, second]) => {
      const sides = compared(first, second);
      if (flipped) sides.reverse();
      return make("div", { class: "beside" }, ...sides.map((side, at) => make("blockquote", { "data-of": called(at ? right : left) }, ...side)));
    }),
    copied.more ? make("p", { class: "aside" }, `另有${number(copied.more)}段较短的没有列出。`) : null);
}

function pairRow(pair) {
  const [first, second] = [pairs.first[pair], pairs.second[pair]];
  const button = make("button", { type: "button", "aria-expanded": "false", "aria-label": `对照${called(first)}和${called(second)}` }, "对照");
  const words = make("tr", { class: "words", hidden: true }, make("td", { colspan: 7 }));
  button.addEventListener("click", async () => {
    words.hidden = !words.hidden;
    button.setAttribute("aria-expanded", String(!words.hidden));
    if (!words.hidden && !words.firstElementChild.hasChildNodes()) words.firstElementChild.replaceChildren(await passages(pair));
  });
  return [make("tr", {},
    make("td", { class: "value" }, percent(shareOf(pair))),
    make("td", {}, linkTo(first)),
    make("td", { class: "value" }, percent(pairs.first_share[pair])),
    make("td", {}, linkTo(second)),
    make("td", { class: "value" }, percent(pairs.second_share[pair])),
    make("td", { class: "value" }, `${number(pairs.characters[pair])}字`),
    make("td", {}, button)), words];
}

function drawCopies() {
  if (PAIRS.length === 0) {
    byId("copies-lead").textContent = "没有发现雷同的报告。";
    return;
  }
  const groups = clusters();
  byId("copies-lead").textContent = `${number(PAIRS.length)}对报告有成段相同的文字，涉及${number(pairsOf.size)}份，连成${number(groups.length)}组。线越粗，相同的越多。谁抄谁、是不是有共同的来源，要由人判断。`;
  const drawn = make("div", { class: "clusters" });
  byId("clusters").append(drawn, pager(groups.length, CLUSTERS, "组", (from, to) => drawn.replaceChildren(...groups.slice(from, to).map(cluster))));
  const body = make("tbody");
  const titles = ["相同", "甲", "占甲", "乙", "占乙", "共有"].map((title, at) => make("th", { scope: "col", class: at % 2 === 0 || at === 5 ? "value" : null }, title));
  byId("pairs").append(
    make("div", { class: "wide", role: "region", tabindex: 0, "aria-label": "雷同的报告" },
      make("table", {}, make("thead", {}, make("tr", {}, ...titles, make("td"))), body)),
    pager(PAIRS.length, LISTED, "对", (from, to) => body.replaceChildren(...PAIRS.slice(from, to).flatMap(pairRow))));
}
