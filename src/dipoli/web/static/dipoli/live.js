// Others' acts appear without asking for the page again, and deadlines tick.
//
// The site tells over a stream of events how many acts each of the reader's circles has; where no
// stream can be had it is asked from time to time. When a number grows, the page is asked for anew
// and brought up to date, unless somebody is writing on it: then a line says so and waits.
// Nothing here makes a page of words: the answer is read as a document, never as a string.

import { bare, hear, tick } from "./clocks.js";
import { renew } from "./renew.js";
import { forget, isWriting, isWritten, keep, tabs } from "./keep.js";

const ASKS = 5000; // milliseconds from one question to the next, where there is no stream
const PATIENCE = 5000; // so long a stream may try to come back before the site is asked
const SPREAD = 500; // within so many milliseconds pages ask anew after an act, not all at once
const RETRY = 60000; // after which a stream that was refused is tried again

const place = document.getElementById("live");
const known = new Map();
let stream = null, polls = 0, retries = 0, missed = 0, lostSince = "", pending = 0, asking = null;
let again = false, ticking = 0, ended = false;

const say = (name, parts = {}) =>
  Object.entries(parts).reduce((said, [part, value]) => said.replace(`{${part}}`, value),
    place.dataset[name] || "");

// ------------------------------------------------------------------------ what is told of it

function announce(said) {
  place.querySelector("[role=status]").textContent = said;
}

function line(said, action = "", does = null) {
  const row = place.querySelector(".live-line"), button = row.querySelector("button");
  if (row.firstElementChild.textContent !== said) row.firstElementChild.textContent = said;
  row.hidden = !said;
  button.hidden = !does;
  button.textContent = action;
  button.onclick = does;
}

// ------------------------------------------------------------------------ the page, anew

function fetched() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname + location.search);
    request.responseType = "document";
    request.timeout = 20000;
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = () => reject(new Error("no answer"));
    request.send();
  });
}

async function refresh(acts = 0, anyway = false) {
  pending += acts;
  if (ended) return;
  if (!anyway && isWriting()) {
    if (pending) line(say("news", { number: pending }), say("show"), () => refresh(0, true));
    else again = true;
    return;
  }
  if (asking) { again = true; return; }
  asking = fetched();
  try {
    const answer = await asking;
    const gone = new URL(answer.responseURL).pathname !== location.pathname;
    if (answer.status === 200 && answer.response && !gone) {
      show(answer.response);
    } else if (gone || [401, 403, 404].includes(answer.status)) {
      lose();
    }
  } catch {
    lost(); // the page is asked for once more when the site answers again
    if (!polls) polls = setTimeout(poll, ASKS);
  } finally {
    asking = null;
  }
  if (again && !lostSince) { again = false; if (!ended) refresh(); }
}

function show(fresh) {
  const acts = pending, told = fresh.getElementById("live");
  pending = 0;
  line("");
  if (told) { hear(told.dataset.now); learn(told.dataset.known); }
  bare(document);
  let changed = false;
  for (const part of ["main", "nav.side", "details.menu"]) {
    const old = document.querySelector(part), anew = fresh.querySelector(part);
    if (old && anew) changed = renew(old, anew, isWritten) || changed;
  }
  document.title = fresh.title;
  beat();
  keep(document);
  if (acts && changed) announce(say("shown", { number: acts }));
  document.dispatchEvent(new CustomEvent("dipoli:renewed", { detail: { acts } }));
}

/** The session ended, or the page is no longer the reader's. */
function lose() {
  if (isWriting()) {
    ended = true;
    close();
    announce(say("ended"));
    line(say("ended"), say("leave"), () => location.reload());
  } else {
    location.reload();
  }
}

// ------------------------------------------------------------------------ what is heard

function learn(circles) {
  let more = 0;
  const told = new Map(circles.split(" ").filter(Boolean).map((one) => one.split(":")));
  for (const [name, acts] of told) {
    more += Math.max(Number(acts) - (known.get(name) ?? 0), 0);
    known.set(name, Math.max(Number(acts), known.get(name) ?? 0));
  }
  const lost = [...known.keys()].filter((name) => !told.has(name));
  for (const name of lost) known.delete(name);
  return more || lost.length > 0 ? more : -1;
}

function heardActs(said) {
  hear(said.now);
  back();
  const news = learn(said.circles.map((one) => `${one.hall}/${one.circle}:${one.acts}`).join(" "));
  if (news >= 0) setTimeout(() => refresh(news), SPREAD * Math.random());
}

function open() {
  if (stream || ended || !("EventSource" in window)) { if (!stream) poll(); return; }
  clearTimeout(retries);
  stream = new EventSource("/live");
  stream.addEventListener("acts", (event) => { calm(); heardActs(JSON.parse(event.data)); });
  stream.addEventListener("beat", (event) => { calm(); hear(JSON.parse(event.data).now); back(); });
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) {
      stream = null;
      retries = setTimeout(open, RETRY);
      poll();
    } else if (!polls) {
      polls = setTimeout(poll, PATIENCE);
    }
  };
}

function calm() {
  clearTimeout(polls);
  polls = 0;
}

function close() {
  stream?.close();
  stream = null;
  clearTimeout(retries);
  calm();
}

async function poll() {
  clearTimeout(polls);
  if (ended || document.hidden) { polls = 0; return; }
  polls = setTimeout(poll, ASKS * (0.8 + 0.4 * Math.random()));
  try {
    const answer = await fetch("/live.json", { cache: "no-store", redirect: "error" });
    if (answer.status === 401) { back(); lose(); return; }
    if (!answer.ok) throw new Error("no answer");
    heardActs(await answer.json());
  } catch {
    missed += 1;
    if (missed > 1 || !navigator.onLine) lost();
  }
}

// ------------------------------------------------------------------------ the connection

function lost() {
  if (lostSince || ended) return;
  lostSince = new Date().toISOString();
  announce(say("lost"));
  line(say("lost"));
}

function back() {
  missed = 0;
  if (!lostSince) return;
  lostSince = "";
  line("");
  announce(say("back"));
  again = false;
  refresh(0);
}

// ------------------------------------------------------------------------ clocks

function beat() {
  clearTimeout(ticking);
  const next = tick(say("in"), place.dataset, () => refresh(0));
  ticking = setTimeout(beat, next);
}

function visible() {
  if (document.hidden) close();
  else { open(); beat(); }
}

keep(document);
if (place) {
  hear(place.dataset.now);
  learn(place.dataset.known);
  beat();
  if (!document.hidden) open();
  document.addEventListener("visibilitychange", visible);
  document.addEventListener("focusout", () => setTimeout(() => {
    if ((pending || again) && !isWriting() && !asking) { again = false; refresh(); }
  }, 200));
  tabs?.addEventListener("message", () => { forget(); close(); setTimeout(open, 1000); });
  window.addEventListener("offline", lost);
  window.addEventListener("online", () => { calm(); if (stream) poll(); else open(); });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) { open(); refresh(0); }
  });
}
