// A choice as a line of text, and back: what is as the report has it is left out of the line.
//
// explore/ID/p0120/r1/s1/a2.4/o3.17/v0.120.2.-40: options, reading, soft lines, who is away, what is
// set aside, and what holders ask for. ID is that of the figures; a line of others is no line here.

/** The choice at which a reader begins. */
function beginning(figures, chosen) {
  return {
    chosen: chosen || figures.sizes.map(() => 0),
    reading: figures.reading, held: figures.held, away: new Set(figures.away),
    off: new Set(), asks: new Map(),
  };
}

/** What stands between the options: nothing, as long as each is one sign. */
function between(figures) {
  return figures.sizes.every((one) => one <= 36) ? "" : ".";
}

/** A choice as a line. */
function toLine(figures, choice) {
  const ordered = (some) => [...some].sort((one, other) => one - other);
  const parts = ["explore", figures.id, "p"
    + choice.chosen.map((one) => one.toString(36)).join(between(figures))];
  if (choice.reading !== figures.reading) parts.push("r" + choice.reading);
  if (choice.held !== figures.held) parts.push("s" + Number(choice.held));
  const away = ordered(choice.away);
  if (away.join() !== figures.away.join()) parts.push("a" + away.join("."));
  if (choice.off.size) parts.push("o" + ordered(choice.off).join("."));
  const asks = ordered(choice.asks.keys())
    .filter((one) => choice.asks.get(one) !== figures.holders[one].ask);
  if (asks.length) parts.push("v" + asks.map((one) => `${one}.${choice.asks.get(one)}`).join("."));
  return parts.join("/");
}

/** The choice of a line; null when it is none of these figures. */
function ofLine(figures, line) {
  const [kind, id, ...parts] = line.trim().replace(/^.*#/, "").split("/");
  if (kind !== "explore" || id !== figures.id || !parts.length) return null;
  const choice = beginning(figures), members = figures.holders.filter((one) => one.member).length;
  const seen = new Set();
  for (const part of parts) {
    const sort = part.charAt(0), told = part.slice(1);
    const words = told ? told.split(".") : [], found = words.map(Number);
    if (seen.has(sort)) return null;
    if (sort !== "p" && !words.every((one) => /^-?[0-9]{1,9}$/.test(one))) return null;
    seen.add(sort);
    if (sort === "p") {
      choice.chosen = told.split(between(figures)).map((one) => parseInt(one, 36));
      const fits = choice.chosen.every((one, issue) => one >= 0 && one < figures.sizes[issue]);
      if (choice.chosen.length !== figures.sizes.length || !fits) return null;
    } else if (sort === "r" && ["0", "1", "2"].includes(told)) {
      choice.reading = found[0];
    } else if (sort === "s" && ["0", "1"].includes(told)) {
      choice.held = told === "1";
    } else if (sort === "a" && found.every((one) => one >= 0 && one < members)) {
      choice.away = new Set(found);
      if (choice.away.size === members) return null;
    } else if (sort === "o" && found.every((one) => one >= 0 && one < figures.assumptions)) {
      choice.off = new Set(found);
    } else if (sort === "v" && found.length % 2 === 0) {
      for (let at = 0; at < found.length; at += 2) {
        if (!figures.holders[found[at]]) return null;
        choice.asks.set(found[at], found[at + 1]);
      }
    } else return null;
  }
  return seen.has("p") ? choice : null;
}
