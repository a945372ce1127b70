import { button, element, setAttribute, setHidden, setText } from './dom.js';
import { enableRovingTabindex } from './roving-tabindex.js';
import { nodeConditions } from './view-model.js';

/** The card of a node: name, role, conditions and labels, and the list of its tasks. */
export class NodeCard {
  #name = button('node-name');
  #role = element('p', 'node-role');
  #conditions = element('p', 'node-conditions');
  #properties = element('p', 'node-properties');
  #labels = element('ul', 'node-labels');
  #empty = element('p', 'node-empty', 'no tasks');

  constructor(node, onSelected) {
    this.id = node.id;
    this.tasks = element('ul', 'tasks');
    enableRovingTabindex(this.tasks);
    this.#name.addEventListener('click', () => onSelected(node.id));
    this.element = element('li', 'node',
      element('div', 'node-head', element('h3', '', this.#name), this.#role, this.#conditions),
      this.#properties, this.#labels, this.tasks, this.#empty);
  }

  get nameButton() {
    return this.#name;
  }

  update(node) {
    const card = this.element;
    setAttribute(card, 'data-node', node.name);
    setAttribute(card, 'data-state', node.state);
    setAttribute(card, 'data-availability', node.availability);
    setAttribute(card, 'data-role', node.role);
    setAttribute(card, 'data-leader', node.leader);
    setAttribute(card, 'data-container', node.container);

    setText(this.#name, node.name);
    setText(this.#role, node.leader ? '★ leader' : node.role);
    this.#showConditions(nodeConditions(node), node);
    setText(this.#properties, [node.address, node.engine && `engine ${node.engine}`].filter(Boolean).join(' · '));
    this.#showLabels(node.labels);
    setAttribute(this.tasks, 'aria-label', `Tasks on ${node.name}`);
  }

  showEmpty(empty) {
    setHidden(this.#empty, !empty);
  }

  #showConditions(conditions, node) {
    const texts = conditions.length ? conditions : [`${node.state}, ${node.availability}`];
    // The engine reports a stopped container at once, the swarm only after its heartbeat timeout.
    const isUnnoticed = node.container !== '' && node.container !== 'running' && node.state === 'ready';
    if (isUnnoticed) texts.push('the swarm still reports ready');
    setAttribute(this.#conditions, 'data-ok', conditions.length === 0);
    setAttribute(this.element, 'data-status', statusOf(conditions));
    const text = texts.join('\n');
    if (this.#conditions.dataset.text === text) return;
    this.#conditions.dataset.text = text;
    const parts = texts.map(each => element('span', 'condition', each));
    if (isUnnoticed) parts[parts.length - 1].className = 'note';
    this.#conditions.replaceChildren(...parts.flatMap(part => [part, ' ']));
  }

  #showLabels(labels) {
    const texts = Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
    setHidden(this.#labels, texts.length === 0);
    const joined = texts.join('\n');
    if (this.#labels.dataset.text === joined) return;
    this.#labels.dataset.text = joined;
    this.#labels.setAttribute('aria-label', 'Labels');
    this.#labels.replaceChildren(...texts.map(text => element('li', '', text)));
  }
}

function statusOf(conditions) {
  if (conditions.length === 0) return 'ok';
  const warnings = ['unknown', 'drained', 'no new tasks', 'paused', 'created', 'not in the swarm yet'];
  return warnings.includes(conditions[0]) ? 'warning' : 'error';
}
