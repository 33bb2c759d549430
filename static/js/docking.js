// On a narrow screen the cards stand far below the text. A mark that is pressed there brings its
// card to the bottom of the screen; the text stays where it is.

const ONE_COLUMN = matchMedia("(max-width: 900px)");
const STAYS = ".card.docked, #undo, #mark-bar, #span-bar, dialog, [data-mark]";
let opener = null;

export const docks = () => ONE_COLUMN.matches;
export const isDocked = (card) => card.matches(".docked");

const closer = () => {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "dock-close" });
  button.setAttribute("aria-label", "Close the card");
  button.append(Object.assign(document.createElement("span"), { textContent: "×" }));
  button.firstChild.setAttribute("aria-hidden", "true");
  return button;
};

export function undock() {
  const card = document.querySelector(".card.docked");
  if (!card) return false;
  const hadFocus = card.contains(document.activeElement);
  card.querySelector(".dock-close")?.remove();
  card.classList.remove("docked");
  document.documentElement.classList.remove("with-docked");
  if (hadFocus && opener?.isConnected) opener.focus({ preventScroll: true });
  return true;
}

// The words the card speaks of stay in sight above it.
export function dock(card, mark) {
  if (card.matches(".docked") && card.querySelector(".dock-close")) return;
  undock();
  opener = mark?.querySelector("a") || mark;
  if (opener && !opener.matches("a, [tabindex]")) opener.tabIndex = -1;
  card.prepend(closer());
  card.classList.add("docked");
  document.documentElement.classList.add("with-docked");
  const covered = (mark?.getBoundingClientRect().bottom || 0) - (innerHeight - card.offsetHeight - 16);
  if (covered > 0) scrollBy({ top: covered });
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".dock-close")) { event.stopPropagation(); undock(); }
  else if (!event.target.closest(STAYS)) undock();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, textarea, select")) return;
  if (undock()) { event.preventDefault(); event.stopImmediatePropagation(); }
});
ONE_COLUMN.addEventListener("change", undock);

// What stands at the bottom of the screen stands above a keyboard that is drawn on it.
const view = globalThis.visualViewport;
view?.addEventListener("resize", () => {
  const hidden = view.scale === 1 ? Math.max(0, innerHeight - view.height - view.offsetTop) : 0;
  document.documentElement.style.setProperty("--keyboard", `${hidden}px`);
});
