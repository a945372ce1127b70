import { element, setHidden, setOrder, setText } from './dom.js';
import { age, exactTime } from './clock.js';
import { nodeConditions, taskName, taskWord } from './words.js';

/** All about one task or node, beside the picture, for as long as it is open. */
export class Details {
  #panel = document.getElementById('details');
  #title = document.getElementById('details-title');
  #gone = document.getElementById('details-gone');
  #fields = document.getElementById('details-fields');
  #rows = new Map();
  #chosen;
  #buttonOf;

  /** `buttonOf` finds the button that something was chosen with: the focus goes back to it. */
  constructor(buttonOf) {
    this.#buttonOf = buttonOf;
    document.getElementById('details-close').addEventListener('click', () => this.#close());
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.#chosen) this.#close();
    });
  }

  open(chosen, labs) {
    this.#chosen = chosen;
    this.#rows.clear();
    this.#fields.replaceChildren();
    setHidden(this.#panel, false);
    this.draw(labs);
    this.#title.focus({ preventScroll: true });
  }

  draw(labs) {
    if (!this.#chosen) return;
    const { lab: name, kind, id } = this.#chosen;
    const lab = labs[name];
    const subject = lab?.[kind]?.[id];
    setHidden(this.#gone, Boolean(subject));
    if (!subject) {
      setText(this.#gone, 'It is gone: this is what was last known of it.');
      return;
    }
    const isTask = kind === 'tasks';
    setText(this.#title, isTask ? taskName(subject, lab.services[subject.service]) : subject.name);
    this.#show(isTask ? fieldsOfTask(subject, lab) : fieldsOfNode(subject, lab));
  }

  #show(fields) {
    const shown = fields.filter(([, value]) => value !== '');
    for (const [name, row] of this.#rows) {
      if (shown.some(([other]) => other === name)) continue;
      row.remove();
      this.#rows.delete(name);
    }
    for (const [name, value] of shown) {
      if (!this.#rows.has(name)) this.#rows.set(name, element('div', '', element('dt', '', name), element('dd')));
      setText(this.#rows.get(name).lastChild, value);
    }
    setOrder(this.#fields, shown.map(([name]) => this.#rows.get(name)));
  }

  #close() {
    const { lab, kind, id } = this.#chosen;
    this.#chosen = undefined;
    setHidden(this.#panel, true);
    (this.#buttonOf(lab, kind, id) ?? document.getElementById('labs')).focus({ preventScroll: true });
  }
}

function fieldsOfTask(task, lab) {
  const service = lab.services[task.service];
  const node = lab.nodes[task.node];
  return [
    ['error', task.error],
    ['state', taskWord(task, node) === task.state ? task.state : `${taskWord(task, node)} (${task.state})`],
    ['desired state', task.desired],
    ['since', time(task.changedAt)],
    ['created', time(task.createdAt)],
    ['node', node?.name ?? (task.node || 'none has taken it yet')],
    ['service', service?.name ?? task.service],
    ['slot', task.slot === 0 ? 'none, the service is global' : String(task.slot)],
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
    ['role', node.leader ? `${node.role}, the leader` : node.role],
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
