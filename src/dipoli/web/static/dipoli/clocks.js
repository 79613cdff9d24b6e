// Deadlines tick: beside each moment that lies ahead it says how long it is until then.
//
// Time is that of the site, as the page and the stream of events tell it; the visitor's clock is
// asked only how much has gone by since. Words and numbers are those of the page's language.

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const UNITS = [["day", DAY], ["hour", HOUR], ["minute", MINUTE], ["second", SECOND]];

let told = Date.now(), heard = Date.now();
const over = new Set();

/** Takes over the time of the site, such as 2026-11-22T10:00:00Z. */
export function hear(now) {
  const moment = Date.parse(now);
  if (!Number.isNaN(moment)) [told, heard] = [moment, Date.now()];
}

/** The time of the site, in milliseconds. */
export function siteTime() {
  return told + (Date.now() - heard);
}

/** A time to come in words: two units, and seconds in the last hour alone.
 *
 * Some browsers do not know every language: there each unit is said as the page says it. */
export function inWords(rest, language, units) {
  const parts = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    const small = unit === "second" && parts.some((one) => one.unit !== "minute");
    if ((count || (unit === "second" && !parts.length)) && !small && parts.length < 2) {
      parts.push({ unit, count });
    } else if (parts.length) break;
  }
  if (!Intl.NumberFormat.supportedLocalesOf(language).length) {
    return parts.map(({ unit, count }) => units[unit].replace("{number}", count)).join(" ");
  }
  const spaced = parts.map(({ unit, count }) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count));
  const said = language === "ja" ? spaced.map((one) => one.replaceAll(" ", "")) : spaced;
  return new Intl.ListFormat(language, { style: "narrow", type: "unit" }).format(said);
}

/** Takes what is said beside the moments away, so that a page can be held against a fresh one. */
export function bare(root) {
  for (const one of root.querySelectorAll("[data-left]")) one.remove();
}

/** Says beside each moment that lies ahead how long it is; returns how long until the next change. */
export function tick(sentence, units, atZero) {
  const now = siteTime(), language = document.documentElement.lang || "en";
  let next = MINUTE, ended = false;
  for (const time of document.querySelectorAll("time[datetime$='Z']")) {
    // A moment is over once its own second has gone by.
    const end = Date.parse(time.dateTime) + SECOND, rest = end - now;
    let beside = time.nextElementSibling;
    if (!beside || !beside.hasAttribute("data-left")) beside = null;
    if (!(rest > 0)) {
      if (beside && !over.has(time.dateTime)) ended = over.add(time.dateTime);
      continue;
    }
    if (!beside) {
      beside = document.createElement("span");
      beside.className = "left";
      beside.dataset.left = "";
      // One hears the moment itself; what ticks beside it is for the eye.
      beside.setAttribute("aria-hidden", "true");
      time.after(" ", beside);
    }
    const said = sentence.replace("{time}", inWords(rest, language, units));
    if (beside.textContent !== said) beside.textContent = said;
    if (rest < HOUR) next = SECOND;
    else next = Math.min(next, rest - HOUR || SECOND);
  }
  if (ended) atZero();
  return Math.max(next - ((siteTime() - told) % SECOND), 50);
}
