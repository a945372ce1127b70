/** How much space nodes and tasks get. It depends on their number and on the height of the window. */
const TALL_WINDOW = 900;
const LEVELS = [
  { name: 'large', nodes: 4, get tasks() { return innerHeight < TALL_WINDOW ? 9 : 24; } },
  { name: 'roomy', nodes: 12, tasks: 60 },
  { name: 'compact', nodes: 24, tasks: 200 },
  { name: 'dense', nodes: Infinity, tasks: Infinity },
];

/** Changes to a roomier level only with 20 % to spare. Otherwise the level could change with every task. */
export function densityFor(nodes, tasks, current) {
  const fitting = LEVELS.findIndex(level => nodes <= level.nodes && tasks <= level.tasks);
  const currentIndex = LEVELS.findIndex(level => level.name === current);
  const isRoomier = currentIndex > fitting;
  if (isRoomier && tasks > LEVELS[fitting].tasks * 0.8 && nodes <= LEVELS[currentIndex].nodes) return current;
  return LEVELS[fitting].name;
}

/** The same for the tiles of an overview. */
export function densityOfTiles(tiles) {
  return LEVELS.find((level, index) => tiles <= [6, 12, 20][index])?.name ?? 'dense';
}

/** Whether the layout has no space for details. Then nothing is animated. */
export function isDense() {
  return document.documentElement.dataset.density === 'dense';
}
