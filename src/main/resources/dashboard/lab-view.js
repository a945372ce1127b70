import { compareNames, element, setAttribute, setHidden, setOrder, setText } from './dom.js';
import { NodeCard } from './node-card.js';
import { canAnimate, moveFrom } from './animation.js';
import { onHighlight } from './highlight.js';
import { enableRovingTabindex } from './roving-tabindex.js';
import { TaskLists } from './task-lists.js';
import { missingTasks } from './view-model.js';

/** A lab: its nodes with their tasks, the tasks that wait for a node, and why the data may be out of date. */
export class LabView {
  #cards = new Map();
  #title = element('h2');
  #problem = element('p', 'problem');
  #nodes = element('ul', 'nodes');
  #waitingTitle = element('h3', '', 'Waiting for a node');
  #waitingTasks = element('ul', 'tasks');
  #waiting = element('div', 'waiting', this.#waitingTitle, this.#waitingTasks);
  #drawnServices = new Map();
  #taskLists;
  #unsubscribe;
  #onSelected;

  /** `onSelected` is called with kind (`nodes` or `tasks`) and id of what was clicked. */
  constructor(name, onSelected) {
    this.#onSelected = onSelected;
    this.#taskLists = new TaskLists(node => (node === '' ? this.#waitingTasks : this.#cards.get(node)?.tasks),
      id => onSelected('tasks', id));
    this.#unsubscribe = onHighlight(() => this.#taskLists.dim());
    enableRovingTabindex(this.#waitingTasks);
    this.#waitingTasks.setAttribute('aria-label', 'Tasks that wait for a node');
    this.#nodes.setAttribute('aria-label', 'Nodes');
    this.#problem.dataset.problem = '';
    this.#problem.setAttribute('role', 'status');
    this.#title.id = `lab-${name}`;
    this.element = element('section', 'lab', this.#title, this.#problem, this.#nodes, this.#waiting);
    this.element.dataset.lab = name;
    this.element.setAttribute('aria-labelledby', this.#title.id);
    setText(this.#title, name);
    setHidden(this.#waiting, true);
  }

  draw(lab, changes, animated) {
    const tasks = new Set(changes.tasks);
    this.#drawProblem(lab.problem);
    if (changes.nodes.size > 0) this.#drawNodes(lab, changes.nodes, tasks, animated);
    this.#addTasksOfServices(lab, changes.services, tasks);
    this.#taskLists.draw(lab, tasks, animated);
    this.#drawCounts();
  }

  tick(lab, withAges) {
    this.#taskLists.tick(lab, withAges);
    this.#drawCounts();
  }

  buttonOf(kind, id) {
    return kind === 'tasks' ? this.#taskLists.chip(id)?.button : this.#cards.get(id)?.nameButton;
  }

  remove() {
    this.#unsubscribe();
    this.element.remove();
  }

  #drawProblem(problem) {
    setText(this.#problem, problem);
    setHidden(this.#problem, problem === '');
    this.element.classList.toggle('stale', problem !== '');
  }

  #drawNodes(lab, ids, tasks, animated) {
    for (const id of ids) {
      const node = lab.nodes[id];
      const card = this.#cards.get(id) ?? (node && this.#addCard(node));
      if (node) card.update(node);
      else if (card) this.#removeCard(card);
      for (const task of this.#taskLists.tasksOn(lab, id)) tasks.add(task);
    }
    const ordered = Object.values(lab.nodes).sort((first, second) =>
      compareNames(first.role, second.role) || compareNames(first.name, second.name));
    this.#arrange(ordered.map(node => this.#cards.get(node.id).element), animated);
  }

  /** Puts the cards in order, and animates those that move. */
  #arrange(cards, animated) {
    const isOrdered = cards.every((card, index) => card === this.#nodes.children[index]);
    const moving = animated && !isOrdered && canAnimate() ? cards.filter(card => card.isConnected) : [];
    const starts = moving.map(card => card.getBoundingClientRect());
    this.#nodes.style.setProperty('--columns', evenColumns(cards.length));
    setOrder(this.#nodes, cards);
    moving.forEach((card, index) => moveFrom(card, starts[index]));
  }

  #addCard(node) {
    const card = new NodeCard(node, id => this.#onSelected('nodes', id));
    this.#cards.set(node.id, card);
    return card;
  }

  #removeCard(card) {
    this.#cards.delete(card.id);
    this.#taskLists.removeList(card.tasks);
    card.element.remove();
  }

  /** Adds the tasks of services whose appearance on chips has changed. The counts of a service change more often. */
  #addTasksOfServices(lab, ids, tasks) {
    const changed = new Set();
    for (const id of ids) {
      const service = lab.services[id];
      const appearance = service
        && [service.name, service.stack, service.colour, missingTasks(service) > 0].join('\n');
      if (this.#drawnServices.get(id) === appearance) continue;
      if (appearance) this.#drawnServices.set(id, appearance);
      else this.#drawnServices.delete(id);
      changed.add(id);
    }
    if (changed.size === 0) return;
    for (const task of Object.values(lab.tasks)) {
      if (changed.has(task.service)) tasks.add(task.id);
    }
  }

  #drawCounts() {
    for (const card of this.#cards.values()) card.showEmpty(this.#taskLists.shownCount(card.tasks) === 0);
    const waiting = this.#taskLists.shownCount(this.#waitingTasks);
    setHidden(this.#waiting, waiting === 0);
    setText(this.#waitingTitle, waiting > 1 ? `Waiting for a node: ${waiting}` : 'Waiting for a node');
    setAttribute(this.element, 'data-waiting', waiting);
  }
}

/** A number of columns for which the last row is not nearly empty, on a page that is wider than high. */
function evenColumns(count) {
  const rows = Math.max(1, Math.round(Math.sqrt(count / 1.6)));
  return Math.max(1, Math.ceil(count / rows));
}
