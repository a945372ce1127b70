import { nodeConditions } from './view-model.js';

/** Derives from the results of a lab's checks, and from the state of its nodes, what the overview shows. */

/** `lab` is undefined if nothing is known of the nodes. */
export function progressOf(checks, lab) {
  const counting = checks.results.filter(result => result.outcome !== 'unavailable');
  const failing = counting.filter(result => result.outcome === 'failed');
  const passed = counting.length - failing.length;
  const status = statusOf(checks, lab, passed, failing.length);
  return {
    status,
    passed,
    total: counting.length,
    failing: status === 'progress' ? failing : [],
    share: counting.length > 0 ? passed / counting.length : Number(status === 'complete'),
    text: textOf(status, passed, counting.length),
    reason: status === 'unreachable' ? checks.problem || lab?.problem || '' : '',
  };
}

function statusOf(checks, lab, passed, failed) {
  if (checks.state !== 'checked') return checks.state;
  // Checks of a lab that does not answer fail too.
  if (lab?.problem && passed === 0) return 'unreachable';
  return failed === 0 ? 'complete' : 'progress';
}

function textOf(status, passed, total) {
  switch (status) {
    case 'stopped': return 'stopped';
    case 'unreachable': return 'does not answer';
    case 'waiting': return 'not checked yet';
    default: return total === 0 ? 'no checks' : `${passed} of ${total} checks pass`;
  }
}

/** As in `3 nodes ready`, or `2 of 3 nodes ready: worker02 stopped`. */
export function nodesText(lab) {
  const nodes = Object.values(lab?.nodes ?? {});
  if (nodes.length === 0) return '';
  const others = nodes.map(node => [node.name, nodeConditions(node)[0]]).filter(([, condition]) => condition);
  const noun = nodes.length === 1 ? 'node' : 'nodes';
  if (others.length === 0) return `${nodes.length} ${noun} ready`;
  return `${nodes.length - others.length} of ${nodes.length} ${noun} ready: `
    + others.map(each => each.join(' ')).join(', ');
}

/** As in `12 students · 7 complete · 3 in progress · 2 not reachable`. */
export function summaryOf(statuses, noun) {
  const count = (...wanted) => statuses.filter(status => wanted.includes(status)).length;
  const parts = [
    [count('complete'), 'complete'],
    [count('progress'), 'in progress'],
    [count('stopped', 'unreachable'), 'not reachable'],
    [count('waiting'), 'not checked yet'],
  ];
  return [`${statuses.length} ${noun}${statuses.length === 1 ? '' : 's'}`,
    ...parts.filter(([number]) => number > 0).map(part => part.join(' '))].join(' · ');
}
