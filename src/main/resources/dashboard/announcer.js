const SILENCE = 5_000;

/** Tells those who listen instead of looking what happened: one sentence every few seconds, the worst first. */
export class Announcer {
  #place = document.getElementById('announcer');
  #moments = [];
  #timer;

  add(moments) {
    this.#moments.push(...moments);
    if (this.#moments.length > 0) this.#timer ??= setTimeout(() => this.#tell(), SILENCE);
  }

  #tell() {
    const count = this.#moments.length;
    const told = this.#moments.findLast(moment => moment.tone === 'bad') ?? this.#moments[count - 1];
    this.#place.textContent = `${told.subject} ${told.words}${count > 1 ? `, and ${count - 1} more` : ''}`;
    this.#moments = [];
    this.#timer = undefined;
  }
}
