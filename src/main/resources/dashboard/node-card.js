import { button, element, setAttribute, setHidden, setText } from './dom.js';
import { rove } from './roving.js';
import { nodeConditions } from './words.js';

/** A node: what it is, how it is, and the list that its tasks go to. */
export class NodeCard {
  #name = button('node-name');
  #role = element('p', 'node-role');
  #conditions = element('p', 'node-conditions');
  #facts = element('p', 'node-facts');
  #labels = element('ul', 'node-labels');
  #empty = element('p', 'node-empty', 'no tasks');

  constructor(node, onChosen) {
    this.id = node.id;
    this.tasks = element('ul', 'tasks');
    rove(this.tasks);
    this.#name.addEventListener('click', () => onChosen(node.id));
    this.element = element('li', 'node',
      element('div', 'node-head', element('h3', '', this.#name), this.#role, this.#conditions),
      this.#facts, this.#labels, this.tasks, this.#empty);
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
    setText(this.#facts, [node.address, node.engine && `engine ${node.engine}`].filter(Boolean).join(' · '));
    this.#showLabels(node.labels);
    setAttribute(this.tasks, 'aria-label', `Tasks on ${node.name}`);
  }

  showEmpty(empty) {
    setHidden(this.#empty, !empty);
  }

  #showConditions(conditions, node) {
    const words = conditions.length ? conditions : [`${node.state}, ${node.availability}`];
    // The swarm takes a while to see what the host knows at once: that the two differ is worth a look.
    const isUnnoticed = node.container !== '' && node.container !== 'running' && node.state === 'ready';
    if (isUnnoticed) words.push('the swarm still says ready');
    setAttribute(this.#conditions, 'data-fine', conditions.length === 0);
    setAttribute(this.element, 'data-look', lookOf(conditions));
    const text = words.join('\n');
    if (this.#conditions.dataset.words === text) return;
    this.#conditions.dataset.words = text;
    const parts = words.map(word => element('span', 'condition', word));
    if (isUnnoticed) parts[parts.length - 1].className = 'aside';
    this.#conditions.replaceChildren(...parts.flatMap(part => [part, ' ']));
  }

  #showLabels(labels) {
    const texts = Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
    setHidden(this.#labels, texts.length === 0);
    const all = texts.join('\n');
    if (this.#labels.dataset.all === all) return;
    this.#labels.dataset.all = all;
    this.#labels.setAttribute('aria-label', 'Labels');
    this.#labels.replaceChildren(...texts.map(text => element('li', '', text)));
  }
}

function lookOf(conditions) {
  if (conditions.length === 0) return 'fine';
  const quiet = ['unknown', 'drained', 'no new tasks', 'paused', 'created', 'not in the swarm yet'];
  return quiet.includes(conditions[0]) ? 'resting' : 'gone';
}
