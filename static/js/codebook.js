// Tags of a codebook in another order: dragged by their handle, or with Alt and the arrow keys.
// Without this file the buttons beside each tag do the same, one place at a time.

const list = () => document.getElementById("tags");
let dragged = null;

function offerHandles() {
  document.querySelectorAll("[data-drag]").forEach((handle) => { handle.hidden = false; });
}

function clear() {
  document.querySelectorAll(".drop-before, .drop-after").forEach((line) => {
    line.classList.remove("drop-before", "drop-after");
  });
}

// The line under the pointer, and whether its lower half is meant.
function aim(event) {
  const line = document.elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-tag]");
  if (!line || line === dragged || !list().contains(line)) return null;
  const box = line.getBoundingClientRect();
  return { line, after: event.clientY > box.top + box.height / 2 };
}

function send(line, values) {
  const form = line.querySelector(".tag-doings form");
  const token = form.elements.csrfmiddlewaretoken.value;
  htmx.ajax("POST", form.getAttribute("action"), {
    target: "#tags", swap: "outerHTML", values: { ...values, csrfmiddlewaretoken: token },
  });
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-drag]");
  if (!handle || event.button) return;
  event.preventDefault();
  dragged = handle.closest("[data-tag]");
  dragged.classList.add("dragged");
});

document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  clear();
  const place = aim(event);
  place?.line.classList.add(place.after ? "drop-after" : "drop-before");
});

document.addEventListener("pointerup", (event) => {
  if (!dragged) return;
  const [line, place] = [dragged, aim(event)];
  dragged.classList.remove("dragged");
  dragged = null;
  clear();
  if (place) send(line, { beside: place.line.dataset.tag, after: place.after ? "1" : "0" });
});

document.addEventListener("pointercancel", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  clear();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dragged) { dragged.classList.remove("dragged"); dragged = null; clear(); return; }
  if (!event.altKey || event.ctrlKey || event.metaKey || document.documentElement.classList.contains("keys-off")) return;
  const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const line = document.activeElement?.closest?.("[data-tag]") ?? document.querySelector("[data-tag].current");
  if (!step || !line) return;
  event.preventDefault();
  document.getElementById(`${step}-${line.dataset.tag}`)?.focus();
  send(line, { to: step });
});

offerHandles();
document.addEventListener("htmx:load", offerHandles);
