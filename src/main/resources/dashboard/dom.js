/** Builds and changes elements. Texts only ever become text nodes: what a cluster's names hold is never markup. */

export function element(tag, className = '', ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export function button(className, ...children) {
  const made = element('button', className, ...children);
  made.type = 'button';
  return made;
}

/** The functions below leave alone what is as it should be: every write costs the browser a look at the layout. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function setAttribute(target, name, value) {
  const text = String(value);
  if (target.getAttribute(name) !== text) target.setAttribute(name, text);
}

export function setHidden(target, hidden) {
  if (target.hidden !== hidden) target.hidden = hidden;
}

/** Puts the children in this order, and gives the focus back when it sat in one that had to move. */
export function setOrder(parent, children) {
  const focused = document.activeElement;
  let place = parent.firstElementChild;
  for (const child of children) {
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  if (focused !== document.activeElement && parent.contains(focused)) focused.focus({ preventScroll: true });
}

const inOrder = new Intl.Collator('en', { numeric: true });

export function compareNames(one, other) {
  return inOrder.compare(one, other);
}
