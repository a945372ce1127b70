import { hasEnded, hasFailed, missingTasks } from './view-model.js';

/** How long tasks wait before they are shown, and how long ended tasks stay, in ms. */
const WAITING_SHOWN_AFTER = 1_000;
const ENDED_SHOWN_FOR = { ended: 8_000, failed: 30_000 };
// Among hundreds of tasks, ended ones would soon take the space of running ones.
const ENDED_SHOWN_FOR_DENSE = { ended: 3_000, failed: 4_000 };

/** Identifies the slot of a task, or the node for a global service. A task and its successor have the same key. */
export function slotKey(task) {
  return task.slot === 0 ? `${task.service}@${task.node}` : `${task.service}.${task.slot}`;
}

/** Whether to show a task. `others` are the other tasks with the same slot key, `now` is the server's time. */
export function isShown(task, lab, others, now, isDense) {
  if (task.node && !lab.nodes[task.node]) return false;
  if (!hasEnded(task)) {
    // Nearly every task waits for a short time until it has a node. Showing that would only flicker.
    return Boolean(task.node) || now - Date.parse(task.createdAt) > WAITING_SHOWN_AFTER;
  }
  if (!task.node) return false;
  const shownFor = isDense ? ENDED_SHOWN_FOR_DENSE : ENDED_SHOWN_FOR;
  const age = now - Date.parse(task.changedAt);
  if (!hasFailed(task)) return age < shownFor.ended;
  const later = others.filter(other => other.createdAt > task.createdAt);
  if (later.some(hasFailed)) return age < shownFor.ended;
  return age < shownFor.failed || (lacksTasks(lab.services[task.service]) && !later.some(isRunning));
}

/** Whether the result of isShown can change with time alone. */
export function dependsOnTime(task) {
  return hasEnded(task) || !task.node;
}

/** The task that this task replaced. `others` are the other tasks with the same slot key. */
export function predecessorOf(task, others) {
  return others
    .filter(other => other.createdAt < task.createdAt)
    .reduce((last, other) => (!last || other.createdAt > last.createdAt ? other : last), undefined);
}

function lacksTasks(service) {
  return service !== undefined && missingTasks(service) > 0;
}

function isRunning(task) {
  return task.state === 'running';
}
