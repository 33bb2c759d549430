// A comparison, made quicker: rows open where they are pointed to, choices that go too far say so.

// A link to a row inside what is folded away opens the fold first.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target && target.closest("details:not([open])");
  if (fold) {
    fold.open = true;
    target.scrollIntoView({ block: "start" });
  }
}

// At most so many outlets can be picked for text.
document.addEventListener("change", (event) => {
  const group = event.target.closest?.("fieldset[data-most]");
  if (!group) return;
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  const isFull = boxes.filter((box) => box.checked).length >= Number(group.dataset.most);
  boxes.forEach((box) => { box.disabled = isFull && !box.checked; });
});

window.addEventListener("hashchange", openTarget);
openTarget();

// What corrects a row opens beside the table; Esc and Close shut it.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id === "ruling-panel") document.getElementById("spot-title")?.focus();
});
document.addEventListener("click", async (event) => {
  if (event.target.closest?.("[data-close-panel]")) document.getElementById("ruling-panel")?.replaceChildren();
  const link = event.target.closest?.("a[data-copy]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(String(answer.status));
    await navigator.clipboard.writeText(await answer.text());
    link.setAttribute("data-copied", "");
    link.parentElement.setAttribute("aria-live", "polite");
    link.firstChild.textContent = "copied";
  } catch {
    location.assign(link.href); // the words stand there to be copied by hand
  }
});
