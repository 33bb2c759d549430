// A job's page, made quicker: focus is kept when a part is exchanged, and a server that does not
// answer is told. Without this file every link and button is on the page.

let held = "";

// htmx gives focus back to an element of the same id. Where it is gone (a job that ended cannot be
// cancelled), the page's title takes it, so that nobody is thrown to the top.
document.addEventListener("htmx:beforeSwap", () => {
  const here = document.activeElement;
  held = here?.closest("#job") ? here.id || "job-title" : "";
});
document.addEventListener("htmx:afterSettle", () => {
  if (held && document.activeElement === document.body) {
    (document.getElementById(held) || document.getElementById("job-title"))?.focus({ preventScroll: true });
  }
  held = "";
});

const lost = (isLost) => {
  const line = document.querySelector("[data-connection]");
  if (line) line.hidden = !isLost;
};
document.addEventListener("htmx:sendError", () => lost(true));
document.addEventListener("htmx:responseError", () => lost(true));
document.addEventListener("htmx:afterOnLoad", () => lost(false));
