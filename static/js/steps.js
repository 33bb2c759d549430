// An answer given in short steps goes on by itself; without this file its button does.

const form = document.querySelector("[data-next-step]");
let isStopped = false;

// Whoever presses something else, or goes back to the page, decides for themselves.
document.addEventListener("submit", () => { isStopped = true; });
if (form && performance.getEntriesByType("navigation")[0]?.type !== "back_forward") {
  setTimeout(() => { if (!isStopped) form.requestSubmit(); }, 150);
}
