import { compareNames, element, setAttribute, setHidden, setOrder, setText } from './dom.js';
import { NodeCard } from './node-card.js';
import { fly, mayMove } from './motion.js';
import { onHighlight } from './highlight.js';
import { rove } from './roving.js';
import { TaskBoard } from './task-board.js';
import { missingTasks } from './words.js';

/** A lab: its nodes with their tasks, the tasks that wait for a node, and why the picture may be old. */
export class LabView {
  #cards = new Map();
  #title = element('h2');
  #trouble = element('p', 'trouble');
  #nodes = element('ul', 'nodes');
  #waitingTitle = element('h3', '', 'Waiting for a node');
  #waitingTasks = element('ul', 'tasks');
  #waiting = element('div', 'waiting', this.#waitingTitle, this.#waitingTasks);
  #looks = new Map();
  #board;
  #forgetHighlight;
  #onChosen;

  /** `onChosen` is told the kind and the id of what was clicked. */
  constructor(name, onChosen) {
    this.#onChosen = onChosen;
    this.#board = new TaskBoard(node => (node === '' ? this.#waitingTasks : this.#cards.get(node)?.tasks),
      id => onChosen('tasks', id));
    this.#forgetHighlight = onHighlight(() => this.#board.dim());
    rove(this.#waitingTasks);
    this.#waitingTasks.setAttribute('aria-label', 'Tasks that wait for a node');
    this.#nodes.setAttribute('aria-label', 'Nodes');
    this.#trouble.dataset.trouble = '';
    this.#trouble.setAttribute('role', 'status');
    this.#title.id = `lab-${name}`;
    this.element = element('section', 'lab', this.#title, this.#trouble, this.#nodes, this.#waiting);
    this.element.dataset.lab = name;
    this.element.setAttribute('aria-labelledby', this.#title.id);
    setText(this.#title, name);
    setHidden(this.#waiting, true);
  }

  draw(lab, touched, lively) {
    const tasks = new Set(touched.tasks);
    this.#drawTrouble(lab.problem);
    if (touched.nodes.size > 0) this.#drawNodes(lab, touched.nodes, tasks, lively);
    this.#addTasksOfServices(lab, touched.services, tasks);
    this.#board.draw(lab, tasks, lively);
    this.#drawEmptiness();
  }

  tick(lab, withAges) {
    this.#board.tick(lab, withAges);
    this.#drawEmptiness();
  }

  buttonOf(kind, id) {
    return kind === 'tasks' ? this.#board.chip(id)?.button : this.#cards.get(id)?.nameButton;
  }

  remove() {
    this.#forgetHighlight();
    this.element.remove();
  }

  #drawTrouble(trouble) {
    setText(this.#trouble, trouble);
    setHidden(this.#trouble, trouble === '');
    this.element.classList.toggle('old', trouble !== '');
  }

  #drawNodes(lab, ids, tasks, lively) {
    for (const id of ids) {
      const node = lab.nodes[id];
      const card = this.#cards.get(id) ?? (node && this.#addCard(node));
      if (node) card.update(node);
      else if (card) this.#removeCard(card);
      for (const task of this.#board.tasksOn(lab, id)) tasks.add(task);
    }
    const ordered = Object.values(lab.nodes).sort((one, other) =>
      compareNames(one.role, other.role) || compareNames(one.name, other.name));
    this.#arrange(ordered.map(node => this.#cards.get(node.id).element), lively);
  }

  /** A node that becomes a manager is seen to go to the managers. */
  #arrange(cards, lively) {
    const inOrder = cards.every((card, at) => card === this.#nodes.children[at]);
    const moving = lively && !inOrder && mayMove() ? cards.filter(card => card.isConnected) : [];
    const starts = moving.map(card => card.getBoundingClientRect());
    this.#nodes.style.setProperty('--columns', evenColumns(cards.length));
    setOrder(this.#nodes, cards);
    moving.forEach((card, at) => fly(card, starts[at]));
  }

  #addCard(node) {
    const card = new NodeCard(node, id => this.#onChosen('nodes', id));
    this.#cards.set(node.id, card);
    return card;
  }

  #removeCard(card) {
    this.#cards.delete(card.id);
    this.#board.forgetList(card.tasks);
    card.element.remove();
  }

  /** A service's counts change all the time; only what its chips show makes them worth a look. */
  #addTasksOfServices(lab, ids, tasks) {
    const changed = new Set();
    for (const id of ids) {
      const service = lab.services[id];
      const look = service
        && [service.name, service.stack, service.colour, missingTasks(service) > 0].join('\n');
      if (this.#looks.get(id) === look) continue;
      if (look) this.#looks.set(id, look);
      else this.#looks.delete(id);
      changed.add(id);
    }
    if (changed.size === 0) return;
    for (const task of Object.values(lab.tasks)) {
      if (changed.has(task.service)) tasks.add(task.id);
    }
  }

  #drawEmptiness() {
    for (const card of this.#cards.values()) card.showEmpty(this.#board.shownCount(card.tasks) === 0);
    const waiting = this.#board.shownCount(this.#waitingTasks);
    setHidden(this.#waiting, waiting === 0);
    setText(this.#waitingTitle, waiting > 1 ? `Waiting for a node: ${waiting}` : 'Waiting for a node');
    setAttribute(this.element, 'data-waiting', waiting);
  }
}

/** So many columns that the last row is not left nearly empty, on a page that is wider than high. */
function evenColumns(count) {
  const rows = Math.max(1, Math.round(Math.sqrt(count / 1.6)));
  return Math.max(1, Math.ceil(count / rows));
}
