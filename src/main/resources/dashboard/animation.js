import { isDense } from './density.js';

/**
 * Animations of added, moved and removed elements. None is played in the dense layout, while twelve are running, or when
 * the user prefers reduced motion.
 */

const MAX_RUNNING = 12;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
const running = new Set();

reducedMotion.addEventListener('change', () => {
  for (const animation of running) animation.finish();
});

export function canAnimate() {
  return !reducedMotion.matches && !document.hidden && !isDense() && running.size < MAX_RUNNING;
}

/** Moves the target from a former position to its own. `from` is the rectangle of the former position. */
export function moveFrom(target, from) {
  const to = target.getBoundingClientRect();
  const x = from.left - to.left;
  const y = from.top - to.top;
  if (!canAnimate() || (x === 0 && y === 0)) return;
  target.classList.add('moving');
  play(target, [
    { transform: `translate(${x}px, ${y}px)` },
    { transform: `translate(${x / 2}px, ${y / 2}px) scale(1.08)` },
    { transform: 'none' },
  ], 900, 'ease-in-out').then(() => target.classList.remove('moving'));
}

export function fadeIn(target) {
  if (!canAnimate()) return;
  play(target, [{ transform: 'scale(.3)', opacity: 0 }, { transform: 'none', opacity: 1 }], 400, 'ease-out');
}

/** Marks a task that has ended. */
export function shake(target) {
  if (!canAnimate()) return;
  play(target, [
    { transform: 'none' },
    { transform: 'rotate(-7deg) scale(.92)', opacity: 0.5 },
    { transform: 'none' },
  ], 600, 'ease-in-out');
}

/** Fades the target out and removes it. */
export function fadeOutAndRemove(target) {
  if (!canAnimate()) {
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
  running.add(animation);
  return animation.finished.finally(() => running.delete(animation));
}
