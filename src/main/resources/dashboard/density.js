/** How much room each thing gets: by how many nodes and tasks there are to be shown, and how high the screen is. */
const HIGH_SCREEN = 900;
const STEPS = [
  { name: 'large', nodes: 4, get tasks() { return innerHeight < HIGH_SCREEN ? 9 : 24; } },
  { name: 'roomy', nodes: 12, tasks: 60 },
  { name: 'compact', nodes: 24, tasks: 200 },
  { name: 'dense', nodes: Infinity, tasks: Infinity },
];

/** Roomier only when it fits well: at a border the page would else jump with every task. */
export function densityFor(nodes, tasks, before) {
  const fitting = STEPS.findIndex(step => nodes <= step.nodes && tasks <= step.tasks);
  const old = STEPS.findIndex(step => step.name === before);
  const isRoomier = old > fitting;
  if (isRoomier && tasks > STEPS[fitting].tasks * 0.8 && nodes <= STEPS[old].nodes) return before;
  return STEPS[fitting].name;
}

/** Whether there is so much that nothing can have room, time or motion of its own. */
export function isCrowded() {
  return document.documentElement.dataset.density === 'dense';
}
