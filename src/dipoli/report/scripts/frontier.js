// The frontier for two parties that the reader chooses: a chart, and the same as a table.
//
// A point is a package, or several of equal worth. Each axis is in one party's own points. A filled
// mark: no other point of the list is better for one of the two without being worse for the other.

const SIDE = { width: 640, height: 480, left: 64, right: 16, top: 14, bottom: 34 };
const MOST_ROWS = 400;

function startFrontier(room, figures, words) {
  const one = (selector) => room.querySelector(selector);
  const say = (key, fields) => filled(words[key], fields);
  const copy = (node) => [...node.childNodes].map((child) => child.cloneNode(true));

  function draw() {
    const [across, up] = ["across", "up"].map((axis) => {
      const chosen = one(`[name=f-${axis}]:checked`);
      return chosen ? Number(chosen.value) : null;
    });
    const ready = across !== null && up !== null && across !== up;
    one("#f-chart").hidden = !ready;
    one("#f-rows").hidden = !ready;
    room.parentElement.classList.toggle("touched", ready);  // on paper only where it was looked at
    if (!ready) {
      one("#f-told").textContent = across !== null && across === up ? words.same : words.choose;
      return;
    }
    const marks = marksOf(figures.points, across, up), edge = marks.filter((mark) => mark.edge);
    for (const [name, party] of [["across", across], ["up", up]]) {
      for (const place of room.querySelectorAll(`[data-axis=${name}]`)) {
        place.replaceChildren(...copy(one(`[data-party="${party}"]`)));
      }
    }
    paint(one("#f-chart svg"), marks);
    const told = marks.length > MOST_ROWS ? edge : marks;
    fill(one("#f-rows tbody"), told);
    one("#f-left").textContent =
      told === marks ? "" : say("left", { count: marks.length - edge.length });
    one("#f-told").textContent = say("told", { marks: marks.length, edge: edge.length });
  }

  function fill(body, told) {
    body.replaceChildren(...told.map((mark) => {
      const row = document.createElement("tr");
      const cells = [mark.x, mark.y, mark.packages, mark.edge ? words.edge : ""];
      for (const text of cells) {
        const cell = document.createElement("td");
        cell.className = typeof text === "number" ? "num" : "";
        cell.textContent = text;
        row.append(cell);
      }
      if (mark.line) {
        const link = document.createElement("a");
        link.href = mark.line;
        link.textContent = words.explore;
        row.lastChild.append(mark.edge ? "; " : "", link);
      }
      return row;
    }));
  }

  room.addEventListener("change", draw);
  room.addEventListener("submit", (event) => event.preventDefault());
  draw();
}

/** Points that differ for the two parties, by the worth to the first and then to the second. */
function marksOf(points, across, up) {
  const found = new Map();
  for (const [values, packages, line] of points) {
    const x = values[across], y = values[up], key = `${x} ${y}`, mark = found.get(key);
    if (mark) mark.packages += packages;
    else found.set(key, { x, y, packages, line, edge: false });
  }
  const marks = [...found.values()].sort((one, other) => one.x - other.x || one.y - other.y);
  let best = -Infinity;
  for (const mark of [...marks].reverse()) {
    mark.edge = mark.y > best;
    best = Math.max(best, mark.y);
  }
  return marks;
}

/** Round figures at which an axis is ruled. */
function ticksOf(low, high) {
  const rough = Math.max(high - low, 1) / 5, power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].find((one) => one * power >= rough) * power);
  const ticks = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) ticks.push(at);
  return ticks;
}

/** Draws the marks; letters of the axes stand beside the drawing, in the page. */
function paint(svg, marks) {
  const add = (name, attributes, text) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    svg.append(node);
  };
  const ends = (values) => {
    const low = values.reduce((a, b) => Math.min(a, b));
    const high = values.reduce((a, b) => Math.max(a, b));
    return [low, high > low ? high : low + 1];
  };
  const [left, right] = ends(marks.map((mark) => mark.x));
  const [bottom, top] = ends(marks.map((mark) => mark.y));
  const wide = SIDE.width - SIDE.left - SIDE.right, tall = SIDE.height - SIDE.top - SIDE.bottom;
  const placeX = (x) => SIDE.left + 8 + (wide - 16) * (x - left) / (right - left);
  const placeY = (y) => SIDE.height - SIDE.bottom - 8 - (tall - 16) * (y - bottom) / (top - bottom);
  const tenth = (figure) => Math.round(figure * 10) / 10;
  svg.replaceChildren();
  for (const at of ticksOf(left, right)) {
    const x = tenth(placeX(at));
    add("path", { d: `M${x} ${SIDE.top}V${SIDE.height - SIDE.bottom}`, class: "rule" });
    add("text", { x, y: SIDE.height - 12, class: "m" }, at);
  }
  for (const at of ticksOf(bottom, top)) {
    const y = tenth(placeY(at));
    add("path", { d: `M${SIDE.left} ${y}H${SIDE.width - SIDE.right}`, class: "rule" });
    add("text", { x: SIDE.left - 8, y: y + 4, class: "e" }, at);
  }
  for (const edge of [false, true]) {
    const drawn = new Set(marks.filter((mark) => mark.edge === edge)
      .map((mark) => `M${tenth(placeX(mark.x))} ${tenth(placeY(mark.y))}h0`));
    if (!drawn.size) continue;
    const d = [...drawn].join("");
    add("path", { d, class: "dot" });
    if (!edge) add("path", { d, class: "hole" });
  }
}
