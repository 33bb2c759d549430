// Answers to a form that another answer has replaced meanwhile. Two presses on one card, and the
// second answer comes to a form that is no longer in the page: htmx would put it there, where
// nobody sees it. It goes to what stands in its place now instead.

import { say } from "./says.js";

const styleOf = (form) => form.closest("[hx-swap]")?.getAttribute("hx-swap") || "innerHTML";

function takeInLate(event) {
  const { elt, xhr, target } = event.detail;
  if (elt.isConnected) return;
  event.preventDefault();
  if (xhr.getResponseHeader("HX-Redirect")) { location.assign(xhr.getResponseHeader("HX-Redirect")); return; }
  if (xhr.getResponseHeader("HX-Refresh")) { location.reload(); return; }
  if (xhr.status >= 400 && ![409, 422].includes(xhr.status)) {
    const words = `Not kept: the server answered ${xhr.status}.`;
    document.getElementById("undo")?.replaceChildren(words);
    say(words);
    return;
  }
  const place = target.isConnected ? target : target.id && document.getElementById(target.id);
  window.htmx.swap(
    place || document.body,
    xhr.responseText,
    { swapStyle: place ? styleOf(elt) : "none", swapDelay: 0, settleDelay: 20 },
    { contextElement: document.body, eventInfo: event.detail },
  );
}

// Only at the form itself an event is heard when it is no longer in the page.
document.addEventListener("htmx:beforeSend", ({ detail }) => {
  detail.elt.addEventListener("htmx:beforeOnLoad", takeInLate, { once: true });
});
