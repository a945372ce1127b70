/** Creates and changes elements. Text only ever becomes text nodes, so names from the swarm are never markup. */

export function element(tag, className = '', ...children) {
  const created = document.createElement(tag);
  if (className) created.className = className;
  created.append(...children);
  return created;
}

export function button(className, ...children) {
  const created = element('button', className, ...children);
  created.type = 'button';
  return created;
}

/** The functions below write only changes: each write can make the browser compute the layout again. */
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

/** Puts the children in this order. A child that has the focus keeps it when it is moved. */
export function setOrder(parent, children) {
  const focused = document.activeElement;
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  if (focused !== document.activeElement && parent.contains(focused)) focused.focus({ preventScroll: true });
}

const collator = new Intl.Collator('en', { numeric: true });

export function compareNames(first, second) {
  return collator.compare(first, second);
}
