/** The service whose tasks stand out while the pointer or the focus is on it, or as long as it is pressed. */

let pointed = '';
let pressed = '';
const listeners = new Set();

export function highlighted() {
  return pointed || pressed;
}

export function point(service) {
  pointed = service;
  tell();
}

export function press(service) {
  pressed = pressed === service ? '' : service;
  tell();
}

export function isPressed(service) {
  return pressed === service;
}

/** A service that is gone would leave everything else dim. */
export function forget(service) {
  if (pointed === service) pointed = '';
  if (pressed === service) pressed = '';
  tell();
}

export function onHighlight(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell() {
  for (const listener of listeners) listener();
}
