/** What the page calls things: the short names, and the words for what state something is in. */

const ENDED = new Set(['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned']);

export function hasEnded(task) {
  return ENDED.has(task.state);
}

export function hasFailed(task) {
  return task.state === 'failed' || task.state === 'rejected';
}

/** A node that is down cannot stop its tasks: the swarm has given them up. */
export function taskWord(task, node) {
  if (!hasEnded(task) && (task.desired === 'shutdown' || task.desired === 'remove')) {
    return node?.state === 'down' ? 'lost' : 'stopping';
  }
  return task.state;
}

export function shortServiceName(service) {
  const prefix = `${service.stack}_`;
  return service.stack && service.name.startsWith(prefix) ? service.name.slice(prefix.length) : service.name;
}

/** The task of a global service is named by its node's id, which tells nobody anything. */
export function taskName(task, service) {
  return task.slot === 0 && service ? service.name : task.name;
}

/** `echo:latest` of `registry:5000/swarmlab/echo:latest@sha256:…`. */
export function shortImage(image) {
  return image.split('@')[0].split('/').pop();
}

/** Tasks that a service lacks. Those of a job that are done are not missed. */
export function missingTasks(service) {
  return Math.max(0, service.desired - service.completed - service.running);
}

/** The words that say what is unusual about a node, the one that outweighs the others first. */
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
