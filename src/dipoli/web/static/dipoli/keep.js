// What somebody writes in a form survives a lost connection and a page that is loaded again.
//
// It is kept in this tab of this browser alone, for this session alone: it goes when the form is
// done, when it is thrown away, when its writer gets up or signs out, and with the tab. A form takes
// part by data-keep="a name for what is written", and a field opts out by data-not-kept. A script
// that sends a form itself says so: document.dispatchEvent(new CustomEvent("dipoli:done",
// {detail: {keep: "the name"}})).

const BEGINS = "dipoli-draft:", DONE = "dipoli-done";
const place = document.getElementById("live");
const session = document.body.dataset.session || "";
const taken = new WeakSet();
/** The other tabs of the same browser: when their session is ended here, they hear of it at once. */
export const tabs = "BroadcastChannel" in window ? new BroadcastChannel("dipoli") : null;

const typed = (field) => !["hidden", "submit", "button", "image", "reset"].includes(field.type);
const kept = (field) => field.name && !field.hasAttribute("data-not-kept")
  && typed(field) && !["password", "file"].includes(field.type);
const fields = (form) => [...form.elements].filter(kept);
const isChosen = (field) => ["checkbox", "radio"].includes(field.type);

function isChanged(field) {
  if (isChosen(field)) return field.checked !== field.defaultChecked;
  if (field.localName === "select") {
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.multiple
      ? [...field.options].some((one) => one.selected !== one.defaultSelected)
      : field.selectedIndex !== Math.max(first, 0);
  }
  return field.value !== field.defaultValue;
}

/** Whether something was written in a form that is not sent yet, be it kept here or not. */
export function isWritten(form) {
  return [...form.elements].filter(typed).some(isChanged);
}

/** Whether somebody is in the middle of writing: a form has text, or the cursor stands in one. */
export function isWriting() {
  const at = document.activeElement;
  const stands = at && at.form && at.matches("textarea, select, input:not([type=hidden])");
  return Boolean(stands) || [...document.forms].some(isWritten);
}

const read = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };
const drop = (key) => { try { sessionStorage.removeItem(key); } catch { /* nothing is kept */ } };
const keys = () => {
  try { return Object.keys(sessionStorage).filter((key) => key.startsWith(BEGINS)); } catch { return []; }
};
const keyOf = (form) => BEGINS + form.dataset.keep;

function store(form) {
  if (!fields(form).some(isChanged)) { drop(keyOf(form)); return; }
  const values = fields(form).map((field) => [field.name, isChosen(field) ? `${field.value}=${field.checked}`
    : field.multiple ? [...field.selectedOptions].map((one) => one.value) : field.value]);
  const before = read(keyOf(form)) || {};
  const draft = { session, values, ways: before.ways || [], at: new Date().toISOString().slice(0, 16) };
  try { sessionStorage.setItem(keyOf(form), JSON.stringify(draft)); } catch { /* no room: it stays on the page */ }
}

function restore(form, draft) {
  const values = [...draft.values];
  for (const field of fields(form)) {
    const found = values.findIndex(([name, value]) => name === field.name
      && (!isChosen(field) || String(value).startsWith(`${field.value}=`)));
    if (found < 0) continue;
    const [[, value]] = values.splice(found, 1);
    if (isChosen(field)) field.checked = value === `${field.value}=true`;
    else if (field.multiple) for (const one of field.options) one.selected = value.includes(one.value);
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function note(form, said, throws) {
  let row = form.querySelector(".kept");
  if (!row) {
    row = document.createElement("p");
    row.className = "kept note";
    row.setAttribute("role", "status");
    form.prepend(row);
  }
  row.textContent = said;
  if (throws) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = place.dataset.throw;
    button.addEventListener("click", () => {
      drop(keyOf(form));
      form.reset();
      row.remove();
      (fields(form)[0] || form).focus();
    });
    row.append(" ", button);
  }
}

function sending(event) {
  const form = event.target;
  if (!navigator.onLine) {
    event.preventDefault();
    store(form);
    note(form, place.dataset.unsent, false);
    return;
  }
  const draft = read(keyOf(form));
  if (draft) {
    draft.ways = [...new Set([...draft.ways, new URL(form.action).pathname])];
    try { sessionStorage.setItem(keyOf(form), JSON.stringify(draft)); } catch { /* as above */ }
  }
}

/** The site says in a cookie which action was done last; what was written for it is done with. */
function done() {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${DONE}=`));
  if (!found) return;
  const way = decodeURIComponent(found.slice(DONE.length + 1));
  document.cookie = `${DONE}=; path=/; max-age=0; samesite=strict`;
  for (const key of keys()) if (read(key)?.ways?.includes(way)) drop(key);
}

/** Takes care of the forms of a page, and of what was kept before. */
export function keep(root) {
  done();
  for (const key of keys()) if (!session || read(key)?.session !== session) drop(key);
  if (!session || !place) return;
  for (const form of root.querySelectorAll("form[data-keep]")) {
    if (taken.has(form)) continue;
    taken.add(form);
    const draft = read(keyOf(form));
    if (draft && !isWritten(form)) {
      restore(form, draft);
      if (isWritten(form)) note(form, place.dataset.kept.replace("{time}", draft.at.replace("T", " ")), true);
    }
    form.addEventListener("input", () => store(form));
    form.addEventListener("submit", (event) => { store(form); sending(event); });
  }
  for (const form of root.querySelectorAll("form[data-forgets]")) {
    form.addEventListener("submit", () => { forget(); tabs?.postMessage("ended"); });
  }
}

/** Drops all that was kept in this tab. */
export function forget() {
  keys().forEach(drop);
}

document.addEventListener("dipoli:done", (event) => drop(BEGINS + event.detail.keep));
