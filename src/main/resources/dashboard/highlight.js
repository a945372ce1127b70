/** The highlighted service: the one that has the pointer or the focus, or else the one whose button is pressed. */

let pointed = '';
let pressed = '';
const listeners = new Set();

export function highlighted() {
  return pointed || pressed;
}

export function point(service) {
  pointed = service;
  notify();
}

export function press(service) {
  pressed = pressed === service ? '' : service;
  notify();
}

export function isPressed(service) {
  return pressed === service;
}

/** To be called for a removed service. Otherwise the chips of all other services would stay dimmed. */
export function removeHighlight(service) {
  if (pointed === service) pointed = '';
  if (pressed === service) pressed = '';
  notify();
}

export function onHighlight(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notify() {
  for (const listener of listeners) listener();
}
