// The explorer of a report: reads what the reader has set, and shows what follows from it.
//
// Words, names and the order of everything are those of the page; nothing is fetched and nothing is
// kept. What clashes and what parties give stay closed until the reader opens them.

function startExplorer(room, figures, words) {
  const all = (selector) => [...room.querySelectorAll(selector)];
  const one = (selector) => room.querySelector(selector);
  const past = [];
  let choice = beginning(figures, figures.starts[0]);

  // ---------------------------------------------------------------- words of the page

  const say = (key, fields) => filled(words[key], fields);

  /** A sentence in which one field is a name or another piece of the page. */
  function sentence(told, name, ...nodes) {
    const line = document.createDocumentFragment(), [before, after] = told.split(`{${name}}`);
    line.append(before, ...nodes, after);
    return line;
  }

  const copy = (node) => [...node.childNodes].map((child) => child.cloneNode(true));
  const nameOf = (holder) => copy(one(`[data-name="${holder}"]`));
  const textOf = (key) => copy(one(`[data-text="${key}"]`));

  function list(place, items) {
    place.replaceChildren(...items.map((nodes) => {
      const item = document.createElement("li");
      item.append(...nodes);
      return item;
    }));
    place.hidden = !items.length;
  }

  // ---------------------------------------------------------------- what the reader has set

  /** The choice as the controls have it. */
  function read() {
    const made = beginning(figures);
    for (const control of all("[data-issue]:checked")) {
      made.chosen[control.dataset.issue] = Number(control.value);
    }
    made.reading = Number(one("[name=x-reading]:checked").value);
    made.held = one("[name=x-soft]:checked").value === "1";
    made.away = new Set(all("[data-seat]:not(:checked)").map((box) => Number(box.dataset.seat)));
    made.off = new Set(all("[data-key]:not(:checked)").map((box) => Number(box.dataset.key)));
    for (const field of all("[data-ask]")) {
      const holder = Number(field.dataset.ask), coded = figures.holders[holder].ask;
      if (field.value !== "" && Number(field.value) !== coded) {
        made.asks.set(holder, Number(field.value));
      }
    }
    return made;
  }

  /** The controls as the choice has them. */
  function set() {
    for (const control of all("[data-issue]")) {
      control.checked = choice.chosen[control.dataset.issue] === Number(control.value);
    }
    for (const control of all("[name=x-reading]")) {
      control.checked = Number(control.value) === choice.reading;
    }
    for (const control of all("[name=x-soft]")) {
      control.checked = (control.value === "1") === choice.held;
    }
    for (const box of all("[data-seat]")) box.checked = !choice.away.has(Number(box.dataset.seat));
    for (const box of all("[data-key]")) box.checked = !choice.off.has(Number(box.dataset.key));
    for (const field of all("[data-ask]")) {
      const holder = Number(field.dataset.ask);
      field.value = choice.asks.has(holder) ? choice.asks.get(holder) : figures.holders[holder].ask;
    }
  }

  // ---------------------------------------------------------------- what follows

  function show() {
    const told = reckon(figures, choice);
    showOtherwise();
    showGains(told);
    showConsents(told);
    showClashes(told);
    for (const issue of all("[data-moved]")) {
      issue.hidden = !told.moved.includes(Number(issue.dataset.moved));
    }
    for (const basket of figures.bases ? [] : all("[data-basket]")) {
      const inside = [...basket.querySelectorAll("[data-issue]:checked")];
      const moved = inside.filter((control) => control.value !== "0").length;
      basket.querySelector(".count").textContent =
        say("count", { moved, issues: inside.length });
    }
    one("#x-line").value = "#" + toLine(figures, choice);
    one("#x-undo").setAttribute("aria-disabled", String(!past.length));
    one("#x-told").textContent = summary(told);
  }

  /** The address of the page bears the line, so that it can be kept and passed on. */
  function note() {
    try {
      history.replaceState(null, "", one("#x-line").value);
    } catch { /* some browsers forbid it for a file; the line stands on the page all the same */ }
  }

  function clashesOf(told) {
    return told.broken.length + told.below.length;
  }

  function summary(told) {
    const said = [], clashes = clashesOf(told), soft = told.negotiable.length;
    if (told.moved.length) {
      said.push(say("moves", { moved: told.moved.length, issues: figures.sizes.length }));
    } else said.push(words.nothing);
    if (told.stray.length + told.missed.length) said.push(words.otherwise);
    if (told.accepted) said.push(words.accepted);
    else if (clashes) said.push(clashes > 1 ? say("clashes", { count: clashes }) : words.clash);
    if (soft) said.push(soft > 1 ? say("soft", { count: soft }) : words.soft_one);
    return said.join(" ");
  }

  /** On what the answer rests that is the reader's own assumption. */
  function showOtherwise() {
    const picked = (name) => {
      const control = one(`[name=${name}]:checked`);
      return [say("set", {
        what: control.closest("fieldset").querySelector("legend").textContent,
        value: control.parentElement.textContent.trim(),
      })];
    };
    const seats = all("[data-seat]").map((box) => Number(box.dataset.seat));
    const moved = seats.filter((seat) => choice.away.has(seat) !== figures.away.includes(seat));
    const asks = [...choice.asks]
      .filter(([holder, points]) => points !== figures.holders[holder].ask);
    list(one("#x-otherwise"), [
      ...(choice.held === figures.held ? [] : [picked("x-soft")]),
      ...(choice.reading === figures.reading ? [] : [picked("x-reading")]),
      ...moved.map((seat) => [sentence(
        choice.away.has(seat) ? words.set_away : words.set_back, "holder", ...nameOf(seat))]),
      ...asks.map(([holder, points]) => [sentence(
        filled(words.set_ask, { points, holder: "{holder}" }), "holder", ...nameOf(holder))]),
      ...[...choice.off].map((key) => [sentence(words.set_aside, "assumption", ...textOf(key))]),
    ]);
    one("#x-otherwise-h").hidden = one("#x-otherwise").hidden;
  }

  function showGains(told) {
    const gives = one("#x-gives").checked;
    const table = one("#x-gains");
    for (const head of table.querySelectorAll("[data-column]")) {
      head.hidden = choice.away.has(Number(head.dataset.column));
    }
    for (const group of table.querySelectorAll("tbody")) {
      let rows = 0;
      for (const row of group.querySelectorAll("[data-row]")) {
        const issue = Number(row.dataset.row), option = choice.chosen[issue];
        row.hidden = !told.moved.includes(issue);
        if (row.hidden) continue;
        rows += 1;
        row.querySelector(".taken").textContent =
          one(`[data-option="${issue}.${option}"]`).textContent;
        for (const cell of row.querySelectorAll("[data-column]")) {
          const holder = Number(cell.dataset.column);
          cell.hidden = choice.away.has(holder);
          const worth = figures.holders[holder].worth[issue];
          const points = worth ? worth[option] : [0, 0, 0], value = points[choice.reading];
          const range = document.createElement("span");
          range.className = "range";
          range.textContent = say("range", { low: points[1], high: points[2] });
          if (value > 0 || (gives && value < 0)) cell.replaceChildren(`${value} `, range);
          else cell.replaceChildren("\u2013");
        }
      }
      group.hidden = !rows;
    }
    table.hidden = !told.moved.length;
    list(one("#x-synergies"), told.synergies.filter(([holder, at]) => {
      const points = figures.holders[holder].synergies[at][1];
      return points > 0 || gives;
    }).map(([holder, at]) => copy(one(`[data-synergy="${holder}.${at}"]`))));
    one("#x-synergies-h").hidden = one("#x-synergies").hidden;
  }

  function showConsents(told) {
    let rows = 0;
    for (const row of all("[data-body]")) {
      const [sort, code] = row.dataset.body.split("."), body = Number(code);
      const reasons = (sort === "a" ? told.assumed : told.calls)
        .filter((call) => call.of === body).map((call) => call.key);
      row.hidden = !reasons.length;
      if (!reasons.length) continue;
      rows += 1;
      list(row.querySelector("ul"), [...new Set(reasons)].map(textOf));
      const consents = sort === "a" ? "assumed" : told.refusing.includes(body) ? "no" : "yes";
      row.querySelector(".would").textContent = words[`consent_${consents}`];
    }
    one("#x-consents").hidden = !rows;
    one("#x-consents-none").hidden = rows > 0;
    list(one("#x-claims"), figures.claims.flatMap((claim, at) => {
      const absent = claim.filter((holder) => choice.away.has(holder));
      if (!absent.length) return [];
      const item = one(`[data-claim="${at}"]`).cloneNode(true);
      const names = absent.flatMap((holder, n) => [...(n ? [", "] : []), ...nameOf(holder)]);
      item.querySelector(".absent").replaceChildren(...names);
      return [[...item.childNodes]];
    }));
    one("#x-claims-h").hidden = one("#x-claims").hidden;
  }

  function showClashes(told) {
    const question = (issue) => one(`[data-question="${issue}"]`).textContent;
    list(one("#x-asked"), [
      ...told.missed.map((issue) => [say("missed", { issue: question(issue) })]),
      ...told.stray.map((issue) => [say("stray", { issue: question(issue) })]),
    ]);
    const below = told.below.map((holder) => [sentence(words.below, "holder", ...nameOf(holder))]);
    list(one("#x-clashes"), [...below, ...told.broken.map(textOf)]);
    list(one("#x-soft"), told.negotiable.map(textOf));
    one("#x-soft-h").hidden = one("#x-soft").hidden;
    one("#x-clashes-h").hidden = one("#x-clashes").hidden;
    one("#x-clashes-none").hidden = !(one("#x-soft").hidden && one("#x-clashes").hidden);
  }

  // ---------------------------------------------------------------- acts of the reader

  /** Goes over to another choice, which can be undone. */
  function take(next) {
    const before = toLine(figures, choice);
    if (toLine(figures, next) !== before) {
      past.push(before);
      room.parentElement.classList.add("touched");
    }
    choice = next;
    set();
    show();
    note();
  }

  room.addEventListener("change", (event) => {
    const control = event.target;
    if (control.id === "x-gives") return show();
    if (control.id === "x-line") return undefined;
    if (control.matches("[data-ask]") && !control.checkValidity()) {
      set();
      return tell(words.number);
    }
    const next = read();
    if (next.away.size === all("[data-seat]").length) {
      control.checked = true;
      return tell(words.seat);
    }
    return take(next);
  });

  function tell(sentenceTold) {
    one("#x-told").textContent = sentenceTold;
  }

  room.addEventListener("submit", (event) => {
    event.preventDefault();
    if (document.activeElement.matches("[data-ask]")) return;  // Enter in a field is no line
    const found = ofLine(figures, one("#x-line").value);
    if (found) take(found);
    else tell(words.foreign);
  });

  for (const button of all("[data-start]")) {
    button.addEventListener("click", () => {
      const at = Number(button.dataset.start);
      const chosen = at < 0 ? figures.sizes.map(() => 0) : [...figures.starts[at]];
      take({ ...read(), chosen });
    });
  }
  one("#x-undo").addEventListener("click", () => {
    if (!past.length) return;
    choice = ofLine(figures, past.pop());
    set();
    show();
    note();
  });
  one("#x-reset").addEventListener("click", () => take(beginning(figures, figures.starts[0])));

  function follow() {
    const found = ofLine(figures, location.hash);
    if (!found) return;
    take(found);
    room.parentElement.scrollIntoView();
  }
  addEventListener("hashchange", follow);

  const asked = ofLine(figures, location.hash);
  if (asked) choice = asked;
  set();
  show();
  if (asked) room.parentElement.scrollIntoView();
}
