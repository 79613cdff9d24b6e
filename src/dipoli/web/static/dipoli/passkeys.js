// Passkeys: asks the site for a question, the device for its answer, and sends the form with it.
// A form with the class "passkey" says where the question comes from (data-begin) and whether a
// passkey is to be made or shown (data-does). Nothing is written into the page as markup.
"use strict";

(() => {
  const can =
    window.isSecureContext &&
    window.PublicKeyCredential &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

  function says(form, which) {
    for (const one of form.querySelectorAll("[data-says]")) one.hidden = one.dataset.says !== which;
  }

  async function question(form) {
    const fields = new FormData(form);
    const sent = form.elements.shown ? { shown: fields.get("shown") } : {};
    const answer = await fetch(form.dataset.begin, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": fields.get("csrfmiddlewaretoken") },
      body: JSON.stringify(sent),
    });
    if (!answer.ok) throw new Error("no question");
    return (await answer.json()).options.publicKey;
  }

  async function credential(form) {
    const asked = await question(form);
    if (form.dataset.does === "make") {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
      return navigator.credentials.create({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
    return navigator.credentials.get({ publicKey });
  }

  for (const form of document.querySelectorAll("form.passkey")) {
    // A passkey cannot be bound to an address in digits.
    if (!can || /^[\d.]+$|:/.test(location.hostname)) {
      form.querySelector("button").disabled = true;
      says(form, "none");
      continue;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      says(form, "");
      const button = form.querySelector("button");
      button.disabled = true;
      try {
        form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
        form.submit();
      } catch {
        says(form, "stopped");
        button.disabled = false;
      }
    });
  }

  // A link carries its code behind the hash sign, which browsers do not send.
  const code = document.querySelector("form[data-takes-code] input[name=code]");
  if (code && location.hash.length > 1) {
    code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
})();
