const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Makes a list of buttons a single tab stop, in which arrow keys, Home and End move the focus: the roving tabindex of the
 * ARIA Authoring Practices Guide.
 */
export function enableRovingTabindex(list) {
  list.addEventListener('keydown', event => {
    const buttons = buttonsOf(list);
    const index = buttons.indexOf(document.activeElement);
    if (index < 0) return;
    const target = { Home: 0, End: buttons.length - 1 }[event.key] ?? index + (STEPS[event.key] ?? 0);
    if (target === index || !buttons[target]) return;
    event.preventDefault();
    buttons[target].focus();
  });
  list.addEventListener('focusin', event => {
    if (event.target.tabIndex === 0) return;
    for (const button of buttonsOf(list)) button.tabIndex = button === event.target ? 0 : -1;
  });
}

/** To be called when buttons were added or removed: exactly one button must have tabindex 0. */
export function updateTabStop(list) {
  const buttons = buttonsOf(list);
  const stops = buttons.filter(button => button.tabIndex === 0);
  if (stops.length === 0 && buttons.length > 0) buttons[0].tabIndex = 0;
  for (const surplus of stops.slice(1)) surplus.tabIndex = -1;
}

function buttonsOf(list) {
  return [...list.querySelectorAll('li:not([inert]) > button')];
}
