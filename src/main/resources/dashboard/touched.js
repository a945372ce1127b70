const KINDS = ['nodes', 'services', 'tasks', 'networks'];

/** What changed since the page was last drawn, by lab and kind: only that is drawn again. */
export class Touched {
  #labs = new Map();

  addPatch(patch) {
    for (const [name, lab] of Object.entries(patch.labs ?? {})) this.#add(name, lab);
  }

  /** All that was and all that is, for when the whole state is another. */
  addAll(before, after) {
    for (const labs of [before.labs, after.labs]) {
      for (const [name, lab] of Object.entries(labs)) this.#add(name, lab);
    }
  }

  take() {
    const labs = this.#labs;
    this.#labs = new Map();
    return labs;
  }

  #add(name, lab) {
    if (!this.#labs.has(name)) {
      this.#labs.set(name, Object.fromEntries(KINDS.map(kind => [kind, new Set()])));
    }
    const kinds = this.#labs.get(name);
    for (const kind of KINDS) {
      for (const id of Object.keys(lab?.[kind] ?? {})) kinds[kind].add(id);
    }
  }
}
