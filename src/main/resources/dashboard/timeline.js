import { element, setAttribute, setText } from './dom.js';
import { clockTime } from './clock.js';

const MAX_EVENTS = 500;
const ICONS = { good: '▲', bad: '✕', neutral: '●' };

/** The events, newest first. Visible events do not move while it is paused or scrolled away from the top. */
export class Timeline {
  #list = document.getElementById('timeline');
  #box = document.getElementById('timeline-box');
  #pause = document.getElementById('timeline-pause');
  #new = document.getElementById('timeline-new');
  #last;
  #undrawn = [];
  #isPaused = false;
  #showsLabNames = false;

  constructor() {
    this.#pause.addEventListener('click', () => this.#togglePause());
  }

  /** Adds those events of a full state that are new. */
  merge(events) {
    if (this.#hasRestarted(events)) this.#clear();
    this.add(events.filter(event => !this.#last || event.number > this.#last.number));
  }

  add(events) {
    if (events.length === 0) return;
    this.#last = events[events.length - 1];
    this.#undrawn = [...this.#undrawn, ...events].slice(-MAX_EVENTS);
  }

  /** Whether events show the name of their lab: only when there are several labs. */
  showLabNames(hasSeveralLabs) {
    this.#showsLabNames = hasSeveralLabs;
  }

  draw() {
    if (this.#isPaused) {
      setText(this.#new, this.#undrawn.length ? `${this.#undrawn.length} new` : '');
      return;
    }
    if (this.#undrawn.length === 0) return;
    const heightBefore = this.#box.scrollHeight;
    const scrollTop = this.#box.scrollTop;
    this.#list.prepend(...this.#undrawn.reverse().map(event => this.#item(event)));
    this.#undrawn = [];
    // What the user is reading stays in its place when new events are inserted above it.
    if (scrollTop > 0) this.#box.scrollTop = scrollTop + this.#box.scrollHeight - heightBefore;
    while (this.#list.childElementCount > MAX_EVENTS) this.#list.lastElementChild.remove();
  }

  #item(event) {
    const subject = element('strong', 'event-subject', event.subject);
    const text = element('span', 'event-text', event.text);
    const icon = element('span', 'event-icon', ICONS[event.tone] ?? ICONS.neutral);
    icon.setAttribute('aria-hidden', 'true');
    const time = element('time', '', clockTime(event.at));
    time.dateTime = event.at;
    const item = element('li', 'event', time, icon, element('p', '', subject, ' ', text));
    if (this.#showsLabNames) item.lastChild.append(' ', element('span', 'event-lab', event.lab));
    item.dataset.event = event.number;
    item.dataset.tone = event.tone;
    return item;
  }

  #togglePause() {
    this.#isPaused = !this.#isPaused;
    setAttribute(this.#pause, 'aria-pressed', this.#isPaused);
    setText(this.#new, '');
    this.draw();
  }

  /** Whether the dashboard's server was started again, which numbers events from 1. */
  #hasRestarted(events) {
    if (!this.#last) return false;
    const newest = events[events.length - 1];
    if (!newest || newest.number < this.#last.number) return true;
    return events.some(event => event.number === this.#last.number && event.at !== this.#last.at);
  }

  #clear() {
    this.#last = undefined;
    this.#undrawn = [];
    this.#list.replaceChildren();
  }
}
