// Private papers: sealed and opened in this browser, in the form of docs/adr/0017. No key and no
// word leaves it: what goes to the host is ciphertext. Keys are made here and cannot be exported.
"use strict";
(() => {
  const place = document.getElementById("papers");
  if (!place) return;
  const text = new TextEncoder();
  const subtle = crypto.subtle;
  const SIZES = [1024, 4096, 16384, 65536];
  const [KEY, ID, WRAPPED, NONCE, SIGNATURE] = [32, 16, 48, 12, 64];
  const INSIDE = KEY + SIGNATURE + 4;
  const owner = text.encode(`dipoli/paper/v1\n${place.dataset.forum}\n${place.dataset.code}`);
  const name = `${place.dataset.forum}\n${place.dataset.code}`;

  const say = (which) => place.querySelector(`[data-say=${which}]`).textContent;
  const tell = (which) => {
    document.getElementById("paper-told").textContent = say(which);
  };
  const joined = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  const base64 = (bytes) => {
    let signs = "";
    for (const byte of bytes) signs += String.fromCharCode(byte);
    return btoa(signs);
  };
  const octets = (words) => Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const hash = async (bytes) => new Uint8Array(await subtle.digest("SHA-256", bytes));

  // ---- where keys are kept: this browser's own, and those that a person has accepted in it

  const shelf = () =>
    new Promise((done, failed) => {
      const opening = indexedDB.open("dipoli-papers", 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore("own");
        opening.result.createObjectStore("accepted");
      };
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => failed(opening.error);
    });
  const onShelf = async (store, way, work) => {
    const held = (await shelf()).transaction(store, way).objectStore(store);
    return new Promise((done, failed) => {
      const asked = work(held);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  };
  const ownKey = () => onShelf("own", "readonly", (held) => held.get(name));
  const accepted = async () => (await onShelf("accepted", "readonly", (held) => held.get(name))) || [];
  const accept = async (key) => {
    const all = [...new Set([...(await accepted()), key])];
    await onShelf("accepted", "readwrite", (held) => held.put(all, name));
  };
  const raw = async (key) => new Uint8Array(await subtle.exportKey("raw", key));
  const makeKey = async () => {
    const seal = await subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    const sign = await subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    const made = { seal, sign, sealPublic: await raw(seal.publicKey), signPublic: await raw(sign.publicKey) };
    await onShelf("own", "readwrite", (held) => held.put(made, name));
    return made;
  };

  // ---- keys as they are named

  const KEY_DOMAIN = text.encode("dipoli/paper-key/v1\n");
  const publicText = (key) => base64(joined(key.sealPublic, key.signPublic));
  const idOf = async (sealPublic) => (await hash(joined(KEY_DOMAIN, sealPublic))).slice(0, ID);
  const codeOf = async (words) => {
    const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let number = 0n;
    for (const byte of (await hash(joined(KEY_DOMAIN, octets(words)))).slice(0, 20)) number = (number << 8n) | BigInt(byte);
    number >>= 10n;
    let code = "";
    for (let at = 0; at < 30; at += 1) {
      code = signs[Number(number & 31n)] + (at && at % 5 === 0 ? " " : "") + code;
      number >>= 5n;
    }
    return code;
  };

  // ---- sealing and opening

  const wrapping = async (privateKey, otherPublic, ephemeral, sealPublic) => {
    const other = await subtle.importKey("raw", otherPublic, { name: "X25519" }, false, []);
    const agreed = await subtle.deriveBits({ name: "X25519", public: other }, privateKey, 256);
    const base = await subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: joined(ephemeral, sealPublic), info: joined(text.encode("wrap\n"), owner) };
    return subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };
  const signedBytes = async (head, content) =>
    joined(text.encode("dipoli/paper-sign/v1\n"), await hash(joined(head, owner)), content);
  const aes = (iv, additionalData) => ({ name: "AES-GCM", iv, ...(additionalData ? { additionalData } : {}) });

  const seal = async (content, key) => {
    const size = SIZES.find((one) => INSIDE + content.length <= one);
    if (!size) throw new RangeError("long");
    const to = new Map();
    for (const words of [publicText(key), ...(await accepted())]) to.set(words.slice(0, 42), octets(words).slice(0, KEY));
    const once = await subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
    const ephemeral = await raw(once.publicKey);
    const contentKey = crypto.getRandomValues(new Uint8Array(KEY));
    let head = joined(new Uint8Array([1, to.size]), ephemeral);
    for (const one of to.values()) {
      const under = await wrapping(once.privateKey, one, ephemeral, one);
      const wrapped = new Uint8Array(await subtle.encrypt(aes(new Uint8Array(NONCE)), under, contentKey));
      head = joined(head, await idOf(one), wrapped);
    }
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
    head = joined(head, nonce);
    const signature = new Uint8Array(await subtle.sign({ name: "Ed25519" }, key.sign.privateKey, await signedBytes(head, content)));
    const inside = new Uint8Array(size);
    inside.set(key.signPublic, 0);
    inside.set(signature, KEY);
    new DataView(inside.buffer).setUint32(KEY + SIGNATURE, content.length);
    inside.set(content, INSIDE);
    const cipher = await subtle.importKey("raw", contentKey, "AES-GCM", false, ["encrypt"]);
    return joined(head, new Uint8Array(await subtle.encrypt(aes(nonce, joined(head, owner)), cipher, inside)));
  };

  const open = async (box, key) => {
    const length = 2 + KEY + box[1] * (ID + WRAPPED) + NONCE;
    if (box[0] !== 1 || !SIZES.includes(box.length - length - 16)) throw new RangeError("altered");
    const [head, sealed] = [box.slice(0, length), box.slice(length)];
    const ephemeral = head.slice(2, 2 + KEY);
    const own = await idOf(key.sealPublic);
    for (let at = 2 + KEY; at < length - NONCE; at += ID + WRAPPED) {
      if (!same(head.slice(at, at + ID), own)) continue;
      let inside;
      try {
        const under = await wrapping(key.seal.privateKey, ephemeral, ephemeral, key.sealPublic);
        const contentKey = await subtle.decrypt(aes(new Uint8Array(NONCE)), under, head.slice(at + ID, at + ID + WRAPPED));
        const cipher = await subtle.importKey("raw", contentKey, "AES-GCM", false, ["decrypt"]);
        inside = new Uint8Array(await subtle.decrypt(aes(head.slice(-NONCE), joined(head, owner)), cipher, sealed));
      } catch {
        throw new RangeError("altered");
      }
      const author = inside.slice(0, KEY);
      const long = new DataView(inside.buffer).getUint32(KEY + SIGNATURE);
      const content = inside.slice(INSIDE, INSIDE + long);
      const check = await subtle.importKey("raw", author, { name: "Ed25519" }, false, ["verify"]);
      const holds = await subtle.verify({ name: "Ed25519" }, check, inside.slice(KEY, KEY + SIGNATURE), await signedBytes(head, content));
      if (!holds || content.length !== long || inside.slice(INSIDE + long).some(Boolean)) throw new RangeError("altered");
      const known = [publicText(key), ...(await accepted())].some((words) => same(octets(words).slice(KEY), author));
      if (!known) throw new RangeError("stranger");
      return content;
    }
    throw new RangeError("closed");
  };

  // ---- the page

  const fetched = async (row) => new Uint8Array(await (await fetch(row.dataset.file)).arrayBuffer());
  const show = (row, content) => {
    const words = new TextDecoder().decode(content);
    const parts = /^Title: ([^\n]*)\nKind: ([a-z]+)\n\n/.exec(words);
    const [title, kind, note] = [...row.querySelectorAll("article > *")];
    title.textContent = parts ? parts[1] : "";
    kind.textContent = parts ? parts[2] : "";
    note.textContent = parts ? words.slice(parts[0].length) : words;
    row.querySelector("article").hidden = false;
  };
  const named = (fault) => (fault instanceof RangeError && place.querySelector(`[data-say=${fault.message}]`) ? fault.message : "altered");

  const onOpen = async (row, key) => {
    try {
      show(row, await open(await fetched(row), key));
      document.getElementById("paper-told").textContent = "";
    } catch (fault) {
      tell(named(fault));
    }
  };
  const onWrite = async (form, key) => {
    const [title, kind, words] = ["paper-title", "paper-kind", "paper-text"].map((id) => document.getElementById(id).value);
    const content = text.encode(`Title: ${title.replaceAll("\n", " ")}\nKind: ${kind}\n\n${words}`);
    try {
      form.elements.namedItem("box").value = base64(await seal(content, key));
      form.submit();
    } catch (fault) {
      tell(named(fault));
    }
  };
  const onAgain = async (key) => {
    const token = place.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const row of place.querySelectorAll("[data-paper]")) {
      let content;
      try {
        content = await open(await fetched(row), key);
      } catch {
        continue; // what does not open here is left as it is
      }
      const answer = await fetch("/private/do/keep.json", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ box: base64(await seal(content, key)), instead: row.dataset.paper }),
      });
      if (!answer.ok) return tell("failed");
    }
    tell("sealed");
    location.reload();
    return undefined;
  };
  const onAccept = async (row, form) => {
    const code = await codeOf(row.dataset.key);
    // The whole of it: a host could make a key whose code ends as another's does.
    const plain = (words) => words.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
    if (plain(form.querySelector("input").value) !== plain(code)) return tell("code");
    await accept(row.dataset.key);
    await marked(row);
    tell("accepted");
    return recipients();
  };
  const marked = async (row) => {
    const key = await ownKey();
    const own = key && publicText(key) === row.dataset.key;
    const held = own || (await accepted()).includes(row.dataset.key);
    row.querySelector("[data-code]").textContent = await codeOf(row.dataset.key); // not as the host says it
    row.querySelector("[data-accept]").hidden = Boolean(held);
    const state = row.querySelector("[data-state]");
    state.hidden = !held;
    state.textContent = own ? say("own") : "\u2713";
  };
  const recipients = async () => {
    const codes = await Promise.all((await accepted()).map(codeOf));
    document.getElementById("paper-to").textContent = [say("own"), ...codes.map((code) => code.slice(-5))].join(", ");
  };

  const begin = async () => {
    const key = await ownKey();
    for (const part of place.querySelectorAll("[data-scripted]")) part.hidden = false;
    for (const row of place.querySelectorAll("[data-key]")) {
      await marked(row);
      row.querySelector("[data-accept]").addEventListener("submit", (event) => {
        event.preventDefault();
        onAccept(row, event.target);
      });
    }
    document.getElementById("paper-make").addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = event.target;
      try {
        form.elements.namedItem("public").value = publicText((await ownKey()) || (await makeKey()));
        form.submit();
      } catch {
        tell("unable");
      }
    });
    document.getElementById("paper-write").hidden = !key;
    document.getElementById("paper-again").hidden = !key;
    if (!key) return;
    document.getElementById("paper-code").textContent = await codeOf(publicText(key));
    await recipients();
    for (const row of place.querySelectorAll("[data-paper]")) {
      const button = row.querySelector("[data-open]");
      button.hidden = false;
      button.addEventListener("click", () => onOpen(row, key));
    }
    document.getElementById("paper-write").addEventListener("submit", (event) => {
      event.preventDefault();
      onWrite(event.target, key);
    });
    document.getElementById("paper-again").addEventListener("click", () => onAgain(key));
  };
  if (!subtle || !window.indexedDB) tell("unable");
  else begin().catch(() => tell("unable"));
})();
