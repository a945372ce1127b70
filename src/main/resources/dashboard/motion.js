import { isCrowded } from './density.js';

/** Motion that shows where something came from or went. Beyond a dozen at once, or in a crowd, it shows nothing. */

const AT_ONCE = 12;
const reduced = matchMedia('(prefers-reduced-motion: reduce)');
const inFlight = new Set();

reduced.addEventListener('change', () => {
  for (const animation of inFlight) animation.finish();
});

export function mayMove() {
  return !reduced.matches && !document.hidden && !isCrowded() && inFlight.size < AT_ONCE;
}

export function fly(target, from) {
  const to = target.getBoundingClientRect();
  const x = from.left - to.left;
  const y = from.top - to.top;
  if (!mayMove() || (x === 0 && y === 0)) return;
  target.classList.add('flying');
  play(target, [
    { transform: `translate(${x}px, ${y}px)` },
    { transform: `translate(${x / 2}px, ${y / 2}px) scale(1.08)` },
    { transform: 'none' },
  ], 900, 'ease-in-out').then(() => target.classList.remove('flying'));
}

export function grow(target) {
  if (!mayMove()) return;
  play(target, [{ transform: 'scale(.3)', opacity: 0 }, { transform: 'none', opacity: 1 }], 400, 'ease-out');
}

export function stagger(target) {
  if (!mayMove()) return;
  play(target, [
    { transform: 'none' },
    { transform: 'rotate(-7deg) scale(.92)', opacity: 0.5 },
    { transform: 'none' },
  ], 600, 'ease-in-out');
}

/** Turns, fades and removes. */
export function leave(target) {
  if (!mayMove()) {
    target.remove();
    return;
  }
  target.inert = true;
  play(target, [
    { transform: 'none', opacity: 1 },
    { transform: 'rotate(14deg) scale(.4)', opacity: 0 },
  ], 400, 'ease-in').then(() => target.remove());
}

function play(target, keyframes, duration, easing) {
  const animation = target.animate(keyframes, { duration, easing, fill: 'backwards' });
  inFlight.add(animation);
  return animation.finished.finally(() => inFlight.delete(animation));
}
