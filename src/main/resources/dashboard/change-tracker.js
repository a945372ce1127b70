const KINDS = ['nodes', 'services', 'tasks', 'networks'];

/** Collects the ids of what changed since the page was last drawn, by lab and kind. Only these are drawn again. */
export class ChangeTracker {
  #labs = new Map();

  addPatch(patch) {
    for (const [name, lab] of Object.entries(patch.labs ?? {})) this.#add(name, lab);
  }

  /** For a new full state: all ids of the old and of the new state. */
  addAll(before, after) {
    for (const labs of [before.labs, after.labs]) {
      for (const [name, lab] of Object.entries(labs)) this.#add(name, lab);
    }
  }

  /** Returns the collected ids as a map from lab names to sets of ids by kind, and starts again. */
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
