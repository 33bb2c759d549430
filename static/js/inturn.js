// What is sent of one card goes in turn: two keys pressed quickly are two answers, and the second
// form is replaced by the first answer. htmx would drop it without a word; here it waits, and is
// sent from the form that then stands in its place, with the revision that form knows.

const busy = new Set(); // ids of cards of which something is on its way
const waiting = []; // what was pressed meanwhile, in order

const fieldsOf = (form) => [...form.elements].filter((each) => each.name && each.matches("input:not([type=hidden]), textarea"));

function keep(form, card, button) {
  waiting.push({
    card,
    action: form.getAttribute("action"),
    pressed: button?.name ? [button.name, button.value] : null,
    typed: fieldsOf(form).map((each) => [each.name, each.value]),
  });
}

function goOn(card) {
  busy.delete(card);
  const at = waiting.findIndex((each) => each.card === card);
  if (at < 0) return;
  const [{ action, pressed, typed }] = waiting.splice(at, 1);
  const form = document.querySelector(`#${CSS.escape(card)} form[action="${CSS.escape(action)}"]`);
  const button = pressed && [...form?.elements ?? []].find((each) => each.name === pressed[0] && each.value === pressed[1]);
  if (!form || (pressed && !button)) { goOn(card); return; } // it can no longer be said of this card
  for (const [name, value] of typed) {
    const field = fieldsOf(form).find((each) => each.name === name);
    if (field) field.value = value;
  }
  window.htmx.process(form);
  if (button) button.click(); // htmx sends the button that was clicked
  else form.requestSubmit();
}

document.addEventListener("htmx:confirm", (event) => {
  const { elt, target, triggeringEvent } = event.detail;
  if (!elt.matches("form") || !target?.matches?.(".card") || !busy.has(target.id)) return;
  event.preventDefault();
  keep(elt, target.id, triggeringEvent?.submitter);
});

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  const { elt, target } = detail;
  if (!elt.matches("form") || !target?.matches?.(".card")) return;
  busy.add(target.id);
  // Heard at the form itself, as it may no longer be in the page; once what came has settled.
  elt.addEventListener("htmx:afterRequest", () => setTimeout(goOn, 60, target.id), { once: true });
});
