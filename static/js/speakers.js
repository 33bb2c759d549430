// A speaker's page, made quicker: an answered card keeps the focus and its undo, a citation is
// copied with one press. Without this file every form and every citation is on the page.

// The answer stands where the card was; its undo can be pressed at once, and j goes on from it.
document.addEventListener("htmx:afterSettle", (event) => {
  const answered = event.detail.elt?.matches?.("[data-answered]") ? event.detail.elt : null;
  if (!answered) return;
  document.querySelectorAll("[data-item].current").forEach((each) => each.classList.remove("current"));
  answered.classList.add("current");
  answered.focus({ preventScroll: true });
});

function offerCopy(root) {
  if (!navigator.clipboard) return;
  root.querySelectorAll?.("[data-copy]").forEach((button) => { button.hidden = false; });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const words = document.getElementById(button.dataset.copy).textContent.replace(/\s+/g, " ").trim();
  await navigator.clipboard.writeText(words);
  button.textContent = "Copied";
});

offerCopy(document);
document.addEventListener("htmx:load", (event) => offerCopy(event.detail.elt));
