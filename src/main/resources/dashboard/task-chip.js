import { button, element, setAttribute, setText } from './dom.js';
import { age } from './clock.js';
import { highlighted } from './highlight.js';
import { hasEnded, hasFailed, shortImage, shortServiceName, taskName, taskWord } from './words.js';

/** One task on its node: a button, coloured by service, named, and with the word for a state that is not `running`. */
export class TaskChip {
  #sentence = element('span', 'only-heard');
  #service = element('span', 'chip-service');
  #slot = element('span', 'chip-slot');
  #word = element('span', 'chip-word');
  #image = element('span', 'chip-image');
  #age = element('span', 'chip-age');
  #error = element('span', 'chip-error');
  #task;

  constructor(task, onChosen) {
    this.id = task.id;
    const name = element('span', 'chip-name', this.#service, this.#slot);
    const seen = [name, this.#word, this.#image, this.#age, this.#error];
    for (const part of seen) part.setAttribute('aria-hidden', 'true');
    this.button = button('chip', this.#sentence, ...seen);
    this.button.tabIndex = -1;
    this.button.addEventListener('click', () => onChosen(task.id));
    this.element = element('li', '', this.button);
  }

  /** Where this one belongs among the chips of a list. */
  isBefore(other) {
    return this.sortKey < other.sortKey;
  }

  update(task, service, node) {
    this.#task = task;
    this.service = task.service;
    const name = taskName(task, service);
    const word = taskWord(task, node);
    this.sortKey = [service?.name ?? '', String(task.slot).padStart(6, '0'), task.createdAt, task.id].join('\n');

    setText(this.#service, service ? shortServiceName(service) : task.name);
    setText(this.#slot, service && task.slot > 0 ? `.${task.slot}` : '');
    setText(this.#word, word);
    setText(this.#image, shortImage(task.image));
    setText(this.#error, task.error);
    this.tick();

    setAttribute(this.button, 'data-task', task.id);
    setAttribute(this.button, 'data-name', task.name);
    setAttribute(this.button, 'data-service', service?.name ?? '');
    setAttribute(this.button, 'data-state', task.state);
    setAttribute(this.button, 'data-look', look(task, word));
    setAttribute(this.button, 'data-colour', service?.colour ?? '');
    const where = node ? `on ${node.name}` : 'waiting for a node';
    const sentence = `${name}, ${word} ${where}${task.error ? `: ${task.error}` : ''}`;
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

function look(task, word) {
  if (hasFailed(task)) return 'failed';
  if (hasEnded(task)) return 'ended';
  if (word !== task.state) return 'stopping';
  return task.state === 'running' ? 'running' : 'coming';
}
