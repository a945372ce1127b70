import { element, setAttribute, setText } from './dom.js';
import { clockTime } from './clock.js';

const MOST = 500;
const ICONS = { good: '▲', bad: '✕', neutral: '●' };

/** What just happened, the newest on top. While it is paused, or scrolled away from the top, nothing moves in it. */
export class TimeLine {
  #list = document.getElementById('time-line');
  #box = document.getElementById('time-line-box');
  #pause = document.getElementById('time-line-pause');
  #new = document.getElementById('time-line-new');
  #last;
  #waiting = [];
  #isPaused = false;
  #isNamingLabs = false;

  constructor() {
    this.#pause.addEventListener('click', () => this.#togglePause());
  }

  /** All moments that the dashboard remembers. Returns those that are new here. */
  merge(moments) {
    if (this.#hasRestarted(moments)) this.#clear();
    const fresh = moments.filter(moment => !this.#last || moment.number > this.#last.number);
    this.add(fresh);
    return fresh;
  }

  add(moments) {
    if (moments.length === 0) return;
    this.#last = moments[moments.length - 1];
    this.#waiting = [...this.#waiting, ...moments].slice(-MOST);
  }

  /** Where there are several labs, each moment says which was meant. */
  nameLabs(several) {
    this.#isNamingLabs = several;
  }

  draw() {
    if (this.#isPaused) {
      setText(this.#new, this.#waiting.length ? `${this.#waiting.length} new` : '');
      return;
    }
    if (this.#waiting.length === 0) return;
    const heightBefore = this.#box.scrollHeight;
    const scrolled = this.#box.scrollTop;
    this.#list.prepend(...this.#waiting.reverse().map(moment => this.#item(moment)));
    this.#waiting = [];
    // What is being read stays where it is, though newer things come in above it.
    if (scrolled > 0) this.#box.scrollTop = scrolled + this.#box.scrollHeight - heightBefore;
    while (this.#list.childElementCount > MOST) this.#list.lastElementChild.remove();
  }

  #item(moment) {
    const subject = element('strong', 'moment-subject', moment.subject);
    const words = element('span', 'moment-words', moment.text);
    const icon = element('span', 'moment-icon', ICONS[moment.tone] ?? ICONS.neutral);
    icon.setAttribute('aria-hidden', 'true');
    const time = element('time', '', clockTime(moment.at));
    time.dateTime = moment.at;
    const item = element('li', 'moment', time, icon, element('p', '', subject, ' ', words));
    if (this.#isNamingLabs) item.lastChild.append(' ', element('span', 'moment-lab', moment.lab));
    item.dataset.moment = moment.number;
    item.dataset.tone = moment.tone;
    return item;
  }

  #togglePause() {
    this.#isPaused = !this.#isPaused;
    setAttribute(this.#pause, 'aria-pressed', this.#isPaused);
    setText(this.#new, '');
    this.draw();
  }

  #hasRestarted(moments) {
    if (!this.#last) return false;
    const newest = moments[moments.length - 1];
    if (!newest || newest.number < this.#last.number) return true;
    return moments.some(moment => moment.number === this.#last.number && moment.at !== this.#last.at);
  }

  #clear() {
    this.#last = undefined;
    this.#waiting = [];
    this.#list.replaceChildren();
  }
}
