// Each part of the page that can do something begins to, where it is in the page.

/** A sentence with its fields filled in. */
function filled(sentence, fields) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
}

for (const [letter, start] of [["x", startExplorer], ["f", startFrontier]]) {
  const [room, figures, words] = ["room", "figures", "words"]
    .map((name) => document.getElementById(`${letter}-${name}`));
  if (room) {
    start(room, JSON.parse(figures.textContent), JSON.parse(words.textContent));
    room.hidden = false;
    room.parentElement.querySelector(".unscripted").hidden = true;
  }
}
