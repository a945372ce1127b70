import { element, setHidden, setOrder, setText } from './dom.js';
import { age, exactTime } from './clock.js';
import { nodeConditions, taskStateText } from './view-model.js';

/** The panel with the details of one task or node. */
export class Details {
  #panel = document.getElementById('details');
  #title = document.getElementById('details-title');
  #removed = document.getElementById('details-removed');
  #fields = document.getElementById('details-fields');
  #rows = new Map();
  #selected;
  #buttonOf;

  /** `buttonOf` finds the button of a task or node. It gets the focus back when the panel closes. */
  constructor(buttonOf) {
    this.#buttonOf = buttonOf;
    document.getElementById('details-close').addEventListener('click', () => this.#close());
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.#selected) this.#close();
    });
  }

  open(selected, labs) {
    this.#selected = selected;
    this.#rows.clear();
    this.#fields.replaceChildren();
    setHidden(this.#panel, false);
    this.draw(labs);
    this.#title.focus({ preventScroll: true });
  }

  draw(labs) {
    if (!this.#selected) return;
    const { lab: name, kind, id } = this.#selected;
    const lab = labs[name];
    const subject = lab?.[kind]?.[id];
    setHidden(this.#removed, Boolean(subject));
    if (!subject) {
      setText(this.#removed, 'Removed. These are the last known details.');
      return;
    }
    setText(this.#title, subject.name);
    this.#show(kind === 'tasks' ? fieldsOfTask(subject, lab) : fieldsOfNode(subject, lab));
  }

  #show(fields) {
    const visible = fields.filter(([, value]) => value !== '');
    for (const [name, row] of this.#rows) {
      if (visible.some(([other]) => other === name)) continue;
      row.remove();
      this.#rows.delete(name);
    }
    for (const [name, value] of visible) {
      if (!this.#rows.has(name)) this.#rows.set(name, element('div', '', element('dt', '', name), element('dd')));
      setText(this.#rows.get(name).lastChild, value);
    }
    setOrder(this.#fields, visible.map(([name]) => this.#rows.get(name)));
  }

  #close() {
    const { lab, kind, id } = this.#selected;
    this.#selected = undefined;
    setHidden(this.#panel, true);
    (this.#buttonOf(lab, kind, id) ?? document.getElementById('labs')).focus({ preventScroll: true });
  }
}

function fieldsOfTask(task, lab) {
  const service = lab.services[task.service];
  const node = lab.nodes[task.node];
  return [
    ['error', task.error],
    ['state', taskStateText(task, node) === task.state ? task.state : `${taskStateText(task, node)} (${task.state})`],
    ['desired state', task.desired],
    ['since', time(task.changedAt)],
    ['created', time(task.createdAt)],
    ['node', node?.name ?? (task.node || 'not assigned yet')],
    ['service', service?.name ?? task.service],
    ['slot', task.slot === 0 ? 'none (global service)' : String(task.slot)],
    ['image', task.image],
    ['published ports', service?.ports.join(', ') ?? ''],
    ['networks', service?.networks.join(', ') ?? ''],
    ['name', task.name],
    ['id', task.id],
  ];
}

function fieldsOfNode(node, lab) {
  const running = Object.values(lab.tasks).filter(task => task.node === node.id && task.state === 'running').length;
  return [
    ['condition', nodeConditions(node).join(', ')],
    ['role', node.leader ? `${node.role} (leader)` : node.role],
    ['state', node.state || 'not in the swarm yet'],
    ['availability', node.availability],
    ['reachability', node.reachability],
    ['container', node.container],
    ['tasks running', String(running)],
    ['address', node.address],
    ['engine version', node.engine],
    ['labels', Object.entries(node.labels).map(([key, value]) => `${key}=${value}`).join('\n')],
    ['id', node.id],
  ];
}

function time(at) {
  return `${age(at)} ago, ${exactTime(at)}`;
}
