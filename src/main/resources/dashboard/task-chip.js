import { button, element, setAttribute, setText } from './dom.js';
import { age } from './clock.js';
import { highlighted } from './highlight.js';
import { hasEnded, hasFailed, shortImage, shortServiceName, taskStateText } from './view-model.js';

/** The chip of a task: a button in the colour of the service, with name, state, image, age and error. */
export class TaskChip {
  #sentence = element('span', 'visually-hidden');
  #service = element('span', 'chip-service');
  #slot = element('span', 'chip-slot');
  #state = element('span', 'chip-state');
  #image = element('span', 'chip-image');
  #age = element('span', 'chip-age');
  #error = element('span', 'chip-error');
  #task;

  constructor(task, onSelected) {
    this.id = task.id;
    const name = element('span', 'chip-name', this.#service, this.#slot);
    const visibleParts = [name, this.#state, this.#image, this.#age, this.#error];
    for (const part of visibleParts) part.setAttribute('aria-hidden', 'true');
    this.button = button('chip', this.#sentence, ...visibleParts);
    this.button.tabIndex = -1;
    this.button.addEventListener('click', () => onSelected(task.id));
    this.element = element('li', '', this.button);
  }

  /** Whether it comes before another chip in a list. */
  isBefore(other) {
    return this.sortKey < other.sortKey;
  }

  update(task, service, node) {
    this.#task = task;
    this.service = task.service;
    const stateText = taskStateText(task, node);
    this.sortKey = [service?.name ?? '', String(task.slot).padStart(6, '0'), task.createdAt, task.id].join('\n');

    setText(this.#service, service ? shortServiceName(service) : task.name);
    setText(this.#slot, service && task.slot > 0 ? `.${task.slot}` : '');
    setText(this.#state, stateText);
    setText(this.#image, shortImage(task.image));
    setText(this.#error, task.error);
    this.tick();

    setAttribute(this.button, 'data-task', task.id);
    setAttribute(this.button, 'data-name', task.name);
    setAttribute(this.button, 'data-service', service?.name ?? '');
    setAttribute(this.button, 'data-state', task.state);
    setAttribute(this.button, 'data-status', status(task, stateText));
    setAttribute(this.button, 'data-colour', service?.colour ?? '');
    const location = node ? `on ${node.name}` : 'waiting for a node';
    const sentence = `${task.name}, ${stateText} ${location}${task.error ? `: ${task.error}` : ''}`;
    setText(this.#sentence, sentence);
    setAttribute(this.button, 'title', sentence);
    this.dim();
  }

  dim() {
    const service = highlighted();
    this.button.classList.toggle('dimmed', service !== '' && service !== this.service);
  }

  tick() {
    setText(this.#age, age(this.#task.changedAt));
  }
}

function status(task, stateText) {
  if (hasFailed(task)) return 'failed';
  if (hasEnded(task)) return 'ended';
  if (stateText !== task.state) return 'stopping';
  return task.state === 'running' ? 'running' : 'starting';
}
