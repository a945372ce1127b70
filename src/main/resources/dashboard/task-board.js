import { isCrowded } from './density.js';
import { keepOneTabStop } from './roving.js';
import { fly, grow, leave, mayMove, stagger } from './motion.js';
import { dependsOnTime, isShown, placeOf, predecessorOf } from './task-places.js';
import { serverNow } from './clock.js';
import { hasEnded } from './words.js';
import { TaskChip } from './task-chip.js';

/** The chips of a lab: which tasks are seen, in which list, and what moves when that changes. */
export class TaskBoard {
  #chips = new Map();
  #places = new Map();
  #placeOfTask = new Map();
  #chipsOfList = new Map();
  #timed = new Set();
  #lab;
  #listFor;
  #onChosen;

  /** `listFor` gives the list of a node's tasks, or with '' that of the tasks which wait for one. */
  constructor(listFor, onChosen) {
    this.#listFor = listFor;
    this.#onChosen = onChosen;
  }

  /** Draws these tasks anew; `lively` when the change is to be seen as one, not on a first look. */
  draw(lab, ids, lively) {
    this.#lab = lab;
    const concerned = new Set(ids);
    for (const id of ids) {
      for (const neighbour of this.#file(id)) concerned.add(neighbour);
    }
    const arrived = [];
    const lists = new Set();
    for (const id of concerned) this.#place(id, lively, arrived, lists);
    for (const list of lists) keepOneTabStop(list);
    if (lively) this.#move(arrived);
  }

  /** Draws what the passing of time changed. */
  tick(lab, withAges) {
    if (this.#timed.size > 0) this.draw(lab, [...this.#timed], true);
    if (withAges) for (const chip of this.#chips.values()) chip.tick();
  }

  tasksOn(lab, node) {
    return Object.values(lab.tasks).filter(task => task.node === node).map(task => task.id);
  }

  chip(id) {
    return this.#chips.get(id);
  }

  shownCount(list) {
    return this.#chipsOfList.get(list)?.length ?? 0;
  }

  dim() {
    for (const chip of this.#chips.values()) chip.dim();
  }

  forgetList(list) {
    for (const chip of this.#chipsOfList.get(list) ?? []) this.#chips.delete(chip.id);
    this.#chipsOfList.delete(list);
  }

  /** Keeps the index of places, and returns those whose being seen may hang on this task. */
  #file(id) {
    const task = this.#lab.tasks[id];
    const before = this.#placeOfTask.get(id);
    const now = task && placeOf(task);
    if (before !== now) {
      if (before !== undefined) {
        const left = this.#places.get(before);
        left.delete(id);
        if (left.size === 0) this.#places.delete(before);
        this.#placeOfTask.delete(id);
      }
      if (now !== undefined) {
        if (!this.#places.has(now)) this.#places.set(now, new Set());
        this.#places.get(now).add(id);
        this.#placeOfTask.set(id, now);
      }
    }
    return this.#places.get(now ?? before) ?? [];
  }

  #othersOf(task) {
    return [...this.#places.get(placeOf(task))].filter(id => id !== task.id).map(id => this.#lab.tasks[id])
      .filter(Boolean);
  }

  #place(id, lively, arrived, lists) {
    const task = this.#lab.tasks[id];
    const chip = this.#chips.get(id);
    if (task && dependsOnTime(task)) this.#timed.add(id);
    else this.#timed.delete(id);

    const shown = task && isShown(task, this.#lab, this.#othersOf(task), serverNow(), isCrowded());
    const list = shown ? this.#listFor(task.node) : null;
    if (!list) {
      if (chip) this.#remove(chip, lively, lists);
      return;
    }
    const service = this.#lab.services[task.service];
    const node = this.#lab.nodes[task.node];
    if (!chip) {
      const made = new TaskChip(task, this.#onChosen);
      made.update(task, service, node);
      this.#chips.set(id, made);
      this.#insert(made, list, lists);
      arrived.push({ task, chip: made });
      return;
    }
    const endedBefore = chip.hasEnded;
    chip.update(task, service, node);
    if (chip.list !== list) {
      const from = lively && mayMove() ? chip.button.getBoundingClientRect() : undefined;
      const hadFocus = document.activeElement === chip.button;
      this.#takeOut(chip, lists);
      this.#insert(chip, list, lists);
      if (hadFocus) chip.button.focus({ preventScroll: true });
      if (from) arrived.push({ task, chip, from });
    }
    chip.hasEnded = hasEnded(task);
    if (lively && chip.hasEnded && !endedBefore) stagger(chip.button);
  }

  #insert(chip, list, lists) {
    if (!this.#chipsOfList.has(list)) this.#chipsOfList.set(list, []);
    const chips = this.#chipsOfList.get(list);
    const at = chips.findIndex(other => chip.isBefore(other));
    if (at < 0) {
      list.append(chip.element);
      chips.push(chip);
    } else {
      list.insertBefore(chip.element, chips[at].element);
      chips.splice(at, 0, chip);
    }
    chip.list = list;
    chip.hasEnded = hasEnded(this.#lab.tasks[chip.id]);
    lists.add(list);
  }

  #takeOut(chip, lists) {
    const chips = this.#chipsOfList.get(chip.list);
    const at = chips?.indexOf(chip) ?? -1;
    if (at >= 0) chips.splice(at, 1);
    lists.add(chip.list);
    return chips?.[Math.min(at, chips.length - 1)];
  }

  #remove(chip, lively, lists) {
    const hadFocus = document.activeElement === chip.button;
    const neighbour = this.#takeOut(chip, lists);
    this.#chips.delete(chip.id);
    chip.button.removeAttribute('data-task');
    if (hadFocus) (neighbour?.button ?? chip.list.closest('[data-node]')?.querySelector('button'))?.focus();
    if (lively) leave(chip.element);
    else chip.element.remove();
  }

  /** All measuring after all changing: the browser lays the page out but once. */
  #move(arrived) {
    const moves = arrived.map(({ task, chip, from }) => {
      const before = this.#chips.get(predecessorOf(task, this.#othersOf(task))?.id);
      const start = from ?? (before && before.list !== chip.list ? before.button.getBoundingClientRect() : undefined);
      return { chip, start };
    });
    for (const { chip, start } of moves) {
      if (start) fly(chip.button, start);
      else grow(chip.button);
    }
  }
}
