import { isDense } from './density.js';
import { updateTabStop } from './roving-tabindex.js';
import { canAnimate, fadeIn, fadeOutAndRemove, moveFrom, shake } from './animation.js';
import { dependsOnTime, isShown, predecessorOf, slotKey } from './task-slots.js';
import { serverNow } from './clock.js';
import { hasEnded } from './view-model.js';
import { TaskChip } from './task-chip.js';

/** The task chips of a lab: which tasks are shown, in which list, and which animation shows a change. */
export class TaskLists {
  #chips = new Map();
  #idsBySlot = new Map();
  #slotById = new Map();
  #chipsOfList = new Map();
  #timeDependent = new Set();
  #lab;
  #listFor;
  #onSelected;

  /** `listFor` returns the list element for the tasks of a node; for '' that for tasks that wait for a node. */
  constructor(listFor, onSelected) {
    this.#listFor = listFor;
    this.#onSelected = onSelected;
  }

  /** Draws these tasks again. `animated` is false for a full state, which is not a change. */
  draw(lab, ids, animated) {
    this.#lab = lab;
    const affected = new Set(ids);
    for (const id of ids) {
      for (const related of this.#updateSlot(id)) affected.add(related);
    }
    const moved = [];
    const lists = new Set();
    for (const id of affected) this.#drawTask(id, animated, moved, lists);
    for (const list of lists) updateTabStop(list);
    if (animated) this.#move(moved);
  }

  /** Draws changes that depend only on time. Called once per second. */
  tick(lab, withAges) {
    if (this.#timeDependent.size > 0) this.draw(lab, [...this.#timeDependent], true);
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

  removeList(list) {
    for (const chip of this.#chipsOfList.get(list) ?? []) this.#chips.delete(chip.id);
    this.#chipsOfList.delete(list);
  }

  /** Updates the index of slots. Returns the ids of the tasks whose visibility may depend on this task. */
  #updateSlot(id) {
    const task = this.#lab.tasks[id];
    const before = this.#slotById.get(id);
    const now = task && slotKey(task);
    if (before !== now) {
      if (before !== undefined) {
        const ids = this.#idsBySlot.get(before);
        ids.delete(id);
        if (ids.size === 0) this.#idsBySlot.delete(before);
        this.#slotById.delete(id);
      }
      if (now !== undefined) {
        if (!this.#idsBySlot.has(now)) this.#idsBySlot.set(now, new Set());
        this.#idsBySlot.get(now).add(id);
        this.#slotById.set(id, now);
      }
    }
    return this.#idsBySlot.get(now ?? before) ?? [];
  }

  #othersOf(task) {
    return [...this.#idsBySlot.get(slotKey(task))].filter(id => id !== task.id).map(id => this.#lab.tasks[id])
      .filter(Boolean);
  }

  #drawTask(id, animated, moved, lists) {
    const task = this.#lab.tasks[id];
    const chip = this.#chips.get(id);
    if (task && dependsOnTime(task)) this.#timeDependent.add(id);
    else this.#timeDependent.delete(id);

    const shown = task && isShown(task, this.#lab, this.#othersOf(task), serverNow(), isDense());
    const list = shown ? this.#listFor(task.node) : null;
    if (!list) {
      if (chip) this.#remove(chip, animated, lists);
      return;
    }
    const service = this.#lab.services[task.service];
    const node = this.#lab.nodes[task.node];
    if (!chip) {
      const created = new TaskChip(task, this.#onSelected);
      created.update(task, service, node);
      this.#chips.set(id, created);
      this.#insert(created, list, lists);
      moved.push({ task, chip: created });
      return;
    }
    const hadEnded = chip.hasEnded;
    chip.update(task, service, node);
    if (chip.list !== list) {
      const from = animated && canAnimate() ? chip.button.getBoundingClientRect() : undefined;
      const hadFocus = document.activeElement === chip.button;
      this.#detach(chip, lists);
      this.#insert(chip, list, lists);
      if (hadFocus) chip.button.focus({ preventScroll: true });
      if (from) moved.push({ task, chip, from });
    }
    chip.hasEnded = hasEnded(task);
    if (animated && chip.hasEnded && !hadEnded) shake(chip.button);
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

  #detach(chip, lists) {
    const chips = this.#chipsOfList.get(chip.list);
    const at = chips?.indexOf(chip) ?? -1;
    if (at >= 0) chips.splice(at, 1);
    lists.add(chip.list);
    return chips?.[Math.min(at, chips.length - 1)];
  }

  #remove(chip, animated, lists) {
    const hadFocus = document.activeElement === chip.button;
    const neighbour = this.#detach(chip, lists);
    this.#chips.delete(chip.id);
    chip.button.removeAttribute('data-task');
    if (hadFocus) (neighbour?.button ?? chip.list.closest('[data-node]')?.querySelector('button'))?.focus();
    if (animated) fadeOutAndRemove(chip.element);
    else chip.element.remove();
  }

  /** Reads all positions before it starts animations, so that the browser computes the layout only once. */
  #move(moved) {
    const moves = moved.map(({ task, chip, from }) => {
      const before = this.#chips.get(predecessorOf(task, this.#othersOf(task))?.id);
      const start = from ?? (before && before.list !== chip.list ? before.button.getBoundingClientRect() : undefined);
      return { chip, start };
    });
    for (const { chip, start } of moves) {
      if (start) moveFrom(chip.button, start);
      else fadeIn(chip.button);
    }
  }
}
