/** Derives from the state what the page displays: short names, states as text, and counts. */

const ENDED = new Set(['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned']);

export function hasEnded(task) {
  return ENDED.has(task.state);
}

export function hasFailed(task) {
  return task.state === 'failed' || task.state === 'rejected';
}

/** A task that should stop is lost when its node is down: nothing can stop it there. */
export function taskStateText(task, node) {
  if (!hasEnded(task) && (task.desired === 'shutdown' || task.desired === 'remove')) {
    return node?.state === 'down' ? 'lost' : 'stopping';
  }
  return task.state;
}

export function shortServiceName(service) {
  const prefix = `${service.stack}_`;
  return service.stack && service.name.startsWith(prefix) ? service.name.slice(prefix.length) : service.name;
}

/** `echo:latest` for `registry:5000/swarmlab/echo:latest@sha256:…`. */
export function shortImage(image) {
  return image.split('@')[0].split('/').pop();
}

/** The number of tasks that a service lacks. Completed tasks of a job are not missing. */
export function missingTasks(service) {
  return Math.max(0, service.desired - service.completed - service.running);
}

/** What is unusual about a node, the most severe first. Empty for a node that is ready and active. */
export function nodeConditions(node) {
  const conditions = [];
  if (node.container && node.container !== 'running') {
    conditions.push(node.container === 'exited' ? 'stopped' : node.container);
  }
  if (node.state === '') conditions.push('not in the swarm yet');
  else if (node.state !== 'ready') conditions.push(node.state);
  if (node.availability === 'drain') conditions.push('drained');
  if (node.availability === 'pause') conditions.push('no new tasks');
  if (node.reachability === 'unreachable') conditions.push('unreachable');
  return conditions;
}
