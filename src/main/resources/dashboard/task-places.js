import { hasEnded, hasFailed, missingTasks } from './words.js';

const WAITING_LONGER_THAN = 1_000;
const STAYS = { ended: 8_000, failed: 30_000 };
// Where hundreds of tasks are, what ended would soon cover what runs.
const STAYS_IN_A_CROWD = { ended: 3_000, failed: 4_000 };

/** The place that a task fills: its successor fills the same. */
export function placeOf(task) {
  return task.slot === 0 ? `${task.service}@${task.node}` : `${task.service}.${task.slot}`;
}

/** Whether a task is to be seen. `others` are the tasks of the same place, `now` is the dashboard's time. */
export function isShown(task, lab, others, now, isCrowded) {
  if (task.node && !lab.nodes[task.node]) return false;
  if (!hasEnded(task)) {
    // Nearly every task waits for a blink until it has its node: to show that would only flicker.
    return Boolean(task.node) || now - Date.parse(task.createdAt) > WAITING_LONGER_THAN;
  }
  if (!task.node) return false;
  const stays = isCrowded ? STAYS_IN_A_CROWD : STAYS;
  const since = now - Date.parse(task.changedAt);
  if (!hasFailed(task)) return since < stays.ended;
  const later = others.filter(other => other.createdAt > task.createdAt);
  if (later.some(hasFailed)) return since < stays.ended;
  return since < stays.failed || (isMissed(lab.services[task.service]) && !later.some(isRunning));
}

/** Whether time alone can change what isShown says. */
export function dependsOnTime(task) {
  return hasEnded(task) || !task.node;
}

/** The task that this one came in the place of. */
export function predecessorOf(task, others) {
  return others
    .filter(other => other.createdAt < task.createdAt)
    .reduce((last, other) => (!last || other.createdAt > last.createdAt ? other : last), undefined);
}

function isMissed(service) {
  return service !== undefined && missingTasks(service) > 0;
}

function isRunning(task) {
  return task.state === 'running';
}
