// The one polite live region of a page, #says. What the undo bar shows is told here and nowhere
// else, so that it is not read out twice.

let said = 0;

// The same words twice in a row are told twice: a blank makes them another text.
export function say(words) {
  const region = document.getElementById("says");
  if (!region) return;
  said += 1;
  region.textContent = said % 2 ? words : `${words}\u00a0`;
}

// Of answers that bring no bar.
document.addEventListener("said", (event) => say(event.detail.words));

document.addEventListener("htmx:oobAfterSwap", (event) => {
  // htmx tells of every swap of an answer at each element that came with it: once is enough.
  const bar = document.getElementById("undo");
  if (event.detail.target?.id === "undo" && event.target === bar && bar.firstElementChild) {
    say(bar.firstElementChild.textContent.trim());
  }
});
