// Keys of this browser: made here, never exported, used to sign what a page shows whole.
"use strict";
(() => {
  const text = new TextEncoder();
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const octets = (words) => Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));

  // ---- where keys are kept: one pair for each delegation of each forum

  const shelf = () =>
    new Promise((done, failed) => {
      const opening = indexedDB.open("dipoli-keys", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => failed(opening.error);
    });
  const onShelf = async (way, work) => {
    const held = (await shelf()).transaction("keys", way).objectStore("keys");
    return new Promise((done, failed) => {
      const asked = work(held);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  };
  const keyOf = (name) => onShelf("readonly", (held) => held.get(name));
  const makeKey = async (name) => {
    const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    await onShelf("readwrite", (held) => held.put(pair, name));
    return pair;
  };

  // ---- what the record knows of a key

  const publicOf = async (pair) => new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const idOf = async (pair) => {
    const head = text.encode("dipoli/key/v1\ned25519\n");
    const whole = new Uint8Array([...head, ...(await publicOf(pair))]);
    return base64((await crypto.subtle.digest("SHA-256", whole)).slice(0, 16));
  };
  const signed = async (pair, bytes) => base64(await crypto.subtle.sign("Ed25519", pair.privateKey, bytes));
  const paperOf = async (pair, origin, code) => {
    const publicKey = base64(await publicOf(pair));
    // Keys in order and no spaces: the canonical form of the record.
    const told = JSON.stringify({ alg: "ed25519", code, origin, public: publicKey, use: "sign" });
    const proof = await signed(pair, text.encode("dipoli/possession/v1\n" + told));
    return { public: publicKey, proof };
  };

  // ---- a draft that waits for a signature

  const tell = (form, which) => {
    const place = form.querySelector("[data-told]");
    place.textContent = place.dataset[which] || "";
  };
  const CERTIFIED = "dipoli-certified"; // what was typed when a key was certified on the way
  const goOn = (form) => {
    const typed = sessionStorage.getItem(CERTIFIED);
    if (typed === null) return;
    sessionStorage.removeItem(CERTIFIED);
    if (form.elements.confirm) form.elements.confirm.value = typed;
    tell(form, "toldReady");
    form.querySelector("button").focus();
  };
  const certify = async (form, pair) => {
    const paper = await paperOf(pair, form.dataset.origin, form.dataset.code);
    const answer = await fetch(form.dataset.certify, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: JSON.stringify(paper),
    });
    return answer.ok;
  };
  const onSign = async (form) => {
    const name = form.dataset.hall + "/" + form.dataset.code;
    const pair = (await keyOf(name)) || (await makeKey(name));
    const id = await idOf(pair);
    if (!form.dataset.keys.split(" ").includes(id)) {
      if (!form.dataset.certify) {
        tell(form, "toldUncertified");
        location.href = form.dataset.keysPage;
        return;
      }
      tell(form, "toldKey");
      // Certifying is an act of the delegation too, so the draft is prepared anew behind it.
      if (!(await certify(form, pair))) {
        tell(form, "toldUncertified");
        return;
      }
      sessionStorage.setItem(CERTIFIED, form.elements.confirm ? form.elements.confirm.value : "");
      document.querySelector("form[data-again]").submit();
      return;
    }
    form.elements.key.value = id;
    form.elements.signature.value = await signed(pair, octets(form.dataset.signed));
    form.submit();
  };
  const heard = new WeakSet(); // forms and sections that were seen before a page was renewed
  const first = (part) => !heard.has(part) && Boolean(heard.add(part));
  const toSign = () => {
    for (const form of document.querySelectorAll("form[data-sign]")) {
      form.hidden = false;
      if (!first(form)) continue;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        onSign(form).catch(() => tell(form, "toldNone"));
      });
      goOn(form);
    }
  };

  // ---- the page of keys

  const showKey = async (section, pair) => {
    const state = section.querySelector("[data-state]");
    state.textContent = pair ? state.dataset.held : state.dataset.none;
    section.querySelector("[data-make]").hidden = Boolean(pair);
    if (!pair) return;
    section.querySelector("[data-key]").textContent = await idOf(pair);
    const paper = await paperOf(pair, section.dataset.origin, section.dataset.code);
    const key = { alg: "ed25519", proof: paper.proof, public: paper.public, use: "sign" };
    section.querySelector("textarea").value = JSON.stringify({ key, officers: [] });
    section.querySelector("[data-paper]").hidden = false;
    const form = section.querySelector("[data-certify-form]");
    if (form && !section.dataset.keys.split(" ").includes(await idOf(pair))) {
      form.elements.public.value = paper.public;
      form.elements.proof.value = paper.proof;
      form.hidden = false;
    }
  };
  const ofKeys = () => {
    for (const section of document.querySelectorAll("[data-keys-of]")) {
      const name = section.dataset.keysOf;
      section.hidden = false;
      keyOf(name).then((pair) => showKey(section, pair));
      if (!first(section)) continue;
      section.querySelector("[data-make]").addEventListener("click", async () => {
        await showKey(section, await makeKey(name));
      });
    }
  };

  const draw = () => {
    toSign();
    ofKeys();
  };
  draw();
  document.addEventListener("dipoli:renewed", draw); // others' acts came, and the page is as sent
})();
