const SILENCE = 5_000;

/** Tells those who listen instead of looking what happened: one sentence every few seconds, the worst first. */
export class Announcer {
  #place = document.getElementById('announcer');
  #events = [];
  #timer;

  add(events) {
    this.#events.push(...events);
    if (this.#events.length > 0) this.#timer ??= setTimeout(() => this.#tell(), SILENCE);
  }

  #tell() {
    const count = this.#events.length;
    const told = this.#events.findLast(event => event.tone === 'bad') ?? this.#events[count - 1];
    this.#place.textContent = `${told.subject} ${told.text}${count > 1 ? `, and ${count - 1} more` : ''}`;
    this.#events = [];
    this.#timer = undefined;
  }
}
