const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Makes a list of buttons one tab stop, with the arrow keys inside. */
export function rove(list) {
  list.addEventListener('keydown', event => {
    const buttons = buttonsOf(list);
    const at = buttons.indexOf(document.activeElement);
    if (at < 0) return;
    const to = { Home: 0, End: buttons.length - 1 }[event.key] ?? at + (STEPS[event.key] ?? 0);
    if (to === at || !buttons[to]) return;
    event.preventDefault();
    buttons[to].focus();
  });
  list.addEventListener('focusin', event => {
    if (event.target.tabIndex === 0) return;
    for (const button of buttonsOf(list)) button.tabIndex = button === event.target ? 0 : -1;
  });
}

/** After something came to the list or left it: exactly one of its buttons can be tabbed to. */
export function keepOneTabStop(list) {
  const buttons = buttonsOf(list);
  const stops = buttons.filter(button => button.tabIndex === 0);
  if (stops.length === 0 && buttons.length > 0) buttons[0].tabIndex = 0;
  for (const spare of stops.slice(1)) spare.tabIndex = -1;
}

function buttonsOf(list) {
  return [...list.querySelectorAll('li:not([inert]) > button')];
}
