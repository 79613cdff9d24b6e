// Brings a part of a page up to date with a fresh copy of it, and touches nothing that is the same.
//
// So focus, scroll, selection and open details stay where they were, and nothing flickers. A form in
// which somebody has written is never touched and never taken away, and neither is a part with
// data-still: it rests on no act, and a script has drawn in it what the site does not know.

const AHEAD = 40; // so many neighbours are looked at to find one that moved

/** Makes the children of one element those of another; says whether anything changed. */
export function renew(old, fresh, isHeld) {
  const opened = [...old.querySelectorAll("details[open]")];
  const opens = [...fresh.querySelectorAll("details[open]")];
  const form = old.ownerDocument.querySelector("input[name=csrfmiddlewaretoken]");
  for (const one of [...opened, ...opens]) one.removeAttribute("open");
  for (const one of fresh.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    if (form) one.setAttribute("value", form.getAttribute("value"));
  }
  const changed = children(old, fresh, isHeld);
  for (const one of opened) if (one.isConnected) one.setAttribute("open", "");
  for (const one of opens) if (one.isConnected) one.setAttribute("open", "");
  return changed;
}

function children(old, fresh, isHeld) {
  let here = old.firstChild, changed = false;
  const wanted = [...fresh.childNodes];
  for (const [place, one] of wanted.entries()) {
    const moved = one.nodeType === Node.ELEMENT_NODE ? ahead(here, one) : null;
    if (here && here.isEqualNode(one)) {
      here = here.nextSibling;
    } else if (moved) {
      while (here !== moved) here = dropped(here, isHeld);
      here = moved.nextSibling;
      changed = true;
    } else if (here && alike(here, one) && !comesLater(here, wanted, place)) {
      changed = one_(here, one, isHeld) || changed;
      here = here.nextSibling;
    } else {
      old.insertBefore(old.ownerDocument.adoptNode(one), here);
      changed = true;
    }
  }
  while (here) {
    here = dropped(here, isHeld);
    changed = true;
  }
  return changed;
}

function one_(here, wanted, isHeld) {
  if (here.nodeType !== Node.ELEMENT_NODE) {
    if (here.data === wanted.data) return false;
    here.data = wanted.data;
    return true;
  }
  if (stays(here, isHeld)) return false;
  let changed = false;
  for (const { name } of [...here.attributes]) {
    if (!wanted.hasAttribute(name)) { here.removeAttribute(name); changed = true; }
  }
  for (const { name, value } of wanted.attributes) {
    if (here.getAttribute(name) !== value) { here.setAttribute(name, value); changed = true; }
  }
  return children(here, wanted, isHeld) || changed;
}

function stays(one, isHeld) {
  return one.hasAttribute("data-still") || (one.localName === "form" && isHeld(one));
}

function alike(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");
}

function ahead(here, wanted) {
  let one = here;
  for (let steps = 0; one && steps < AHEAD; steps += 1, one = one.nextSibling) {
    if (one.isEqualNode(wanted)) return steps ? one : null;
  }
  return null;
}

function comesLater(here, wanted, place) {
  return here.nodeType === Node.ELEMENT_NODE
    && wanted.slice(place + 1, place + 1 + AHEAD).some((one) => here.isEqualNode(one));
}

function dropped(node, isHeld) {
  const next = node.nextSibling;
  const parts = node.nodeType === Node.ELEMENT_NODE
    ? [node, ...node.querySelectorAll("form, [data-still]")] : [];
  if (!parts.some((one) => stays(one, isHeld))) node.remove();
  return next;
}
