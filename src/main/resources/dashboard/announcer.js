/** In ms. */
const INTERVAL = 5_000;

/** Announces events to screen readers: at most one per interval, the last bad event or else the last event. */
export class Announcer {
  #region = document.getElementById('announcer');
  #events = [];
  #timer;

  add(events) {
    this.#events.push(...events);
    if (this.#events.length > 0) this.#timer ??= setTimeout(() => this.#announce(), INTERVAL);
  }

  #announce() {
    const count = this.#events.length;
    const event = this.#events.findLast(each => each.tone === 'bad') ?? this.#events[count - 1];
    this.#region.textContent = `${event.subject} ${event.text}${count > 1 ? `, and ${count - 1} more` : ''}`;
    this.#events = [];
    this.#timer = undefined;
  }
}
