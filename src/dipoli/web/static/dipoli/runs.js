// The page of a run that is under way: it hears how far it is, and loads itself anew at the end.
const place = document.querySelector("[data-news]");
const told = place?.querySelector("[data-told]");
const seconds = place?.querySelector("[data-seconds]");

if (place && "EventSource" in window) {
  const words = seconds.textContent;
  const stream = new EventSource(place.dataset.news);
  stream.addEventListener("progress", (event) => {
    const said = JSON.parse(event.data);
    told.textContent = said.told;
    seconds.hidden = said.waits;
    seconds.textContent = words.replace("0", String(said.seconds));
  });
  stream.addEventListener("ended", () => { stream.close(); location.reload(); });
}
