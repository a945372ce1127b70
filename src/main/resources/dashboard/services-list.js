import { button, compareNames, element, setAttribute, setHidden, setOrder, setText } from './dom.js';
import { isPressed, onHighlight, point, press, removeHighlight } from './highlight.js';
import { missingTasks, shortImage, shortServiceName } from './view-model.js';

/** A lab's services by stack, and its overlay networks with the services on them. */
export class ServicesList {
  #rows = new Map();
  #groups = new Map();
  #stacks = element('div', 'stacks');
  #networks = element('ul', 'networks');
  #networksGroup = element('div', 'stack', element('h4', '', 'Networks'), this.#networks);
  #none = element('p', 'none', 'no services yet');
  #networkRows = new Map();

  constructor(name) {
    this.element = element('div', 'lab-services',
      element('h3', '', name), this.#none, this.#stacks, this.#networksGroup);
    this.element.dataset.servicesOf = name;
  }

  draw(lab, changes) {
    for (const id of changes.services) this.#drawService(id, lab.services[id]);
    if (changes.services.size > 0) this.#arrange(lab);
    if (changes.services.size + changes.networks.size > 0) this.#drawNetworks(lab);
    setHidden(this.#none, this.#rows.size > 0);
  }

  remove() {
    for (const row of this.#rows.values()) row.remove();
    this.element.remove();
  }

  #drawService(id, service) {
    if (!service) {
      this.#rows.get(id)?.remove();
      this.#rows.delete(id);
      return;
    }
    if (!this.#rows.has(id)) this.#rows.set(id, new ServiceRow(id));
    this.#rows.get(id).update(service);
  }

  #arrange(lab) {
    const byStack = groupByStack(Object.values(lab.services));
    for (const [stack, group] of this.#groups) {
      if (byStack.has(stack)) continue;
      group.element.remove();
      this.#groups.delete(stack);
    }
    const stacks = [...byStack.keys()].sort((first, second) =>
      (first === '') - (second === '') || compareNames(first, second));
    for (const stack of stacks) {
      if (!this.#groups.has(stack)) this.#groups.set(stack, this.#createGroup(stack));
      const services = byStack.get(stack).sort((first, second) => compareNames(first.name, second.name));
      setOrder(this.#groups.get(stack).list, services.map(service => this.#rows.get(service.id).element));
    }
    setOrder(this.#stacks, stacks.map(stack => this.#groups.get(stack).element));
  }

  #createGroup(stack) {
    const list = element('ul', 'service-rows');
    const title = stack === '' ? 'services' : `stack ${stack}`;
    list.setAttribute('aria-label', title);
    return { list, element: element('div', 'stack', element('h4', '', title), list) };
  }

  #drawNetworks(lab) {
    const networks = Object.values(lab.networks).sort((first, second) => compareNames(first.name, second.name));
    for (const [id, row] of this.#networkRows) {
      if (lab.networks[id]) continue;
      row.remove();
      this.#networkRows.delete(id);
    }
    for (const network of networks) {
      if (!this.#networkRows.has(network.id)) this.#networkRows.set(network.id, networkRow());
      const [name, properties, services] = this.#networkRows.get(network.id).children;
      const on = Object.values(lab.services).filter(service => service.networks.includes(network.name));
      setText(name, network.name);
      setText(properties, [network.subnet, network.encrypted && 'encrypted', network.attachable && 'attachable']
        .filter(Boolean).join(' · '));
      setText(services, on.map(service => service.name).sort(compareNames).join(', ') || 'no services');
    }
    setOrder(this.#networks, networks.map(network => this.#networkRows.get(network.id)));
    setHidden(this.#networksGroup, networks.length === 0);
  }
}

class ServiceRow {
  #id;
  #swatch = element('span', 'swatch');
  #name = element('span', 'service-name');
  #count = element('span', 'service-count');
  #bar = element('span', 'bar', element('span', 'bar-filled'));
  #properties = element('span', 'service-properties');
  #update = element('span', 'service-update');
  #button = button('service', this.#swatch, this.#name, this.#count, this.#bar, this.#properties, this.#update);
  #unsubscribe;

  constructor(id) {
    this.#id = id;
    this.element = element('li', '', this.#button);
    this.#button.addEventListener('mouseenter', () => point(id));
    this.#button.addEventListener('mouseleave', () => point(''));
    this.#button.addEventListener('focus', () => point(id));
    this.#button.addEventListener('blur', () => point(''));
    this.#button.addEventListener('click', () => press(id));
    this.#unsubscribe = onHighlight(() => this.#showPressed());
    this.#showPressed();
  }

  update(service) {
    const row = this.element;
    setAttribute(row, 'data-service-name', service.name);
    setAttribute(row, 'data-running', service.running);
    setAttribute(row, 'data-desired', service.desired);
    setAttribute(row, 'data-missing', missingTasks(service) > 0);
    setAttribute(this.#swatch, 'data-colour', service.colour);
    setAttribute(this.#bar.firstChild, 'data-colour', service.colour);
    setText(this.#name, shortServiceName(service));
    const isJob = service.mode.endsWith('job');
    const done = isJob ? service.completed : service.running;
    setText(this.#count, `${done} of ${service.desired}${isJob ? ' completed' : ''}`);
    const share = service.desired > 0 ? Math.min(1, done / service.desired) : 0;
    this.#bar.firstChild.style.setProperty('--share', share);
    const properties = [service.mode, ...service.ports, shortImage(service.image), ...service.networks];
    setText(this.#properties, properties.join(' · '));
    const update = updateText(service);
    setText(this.#update, update);
    setHidden(this.#update, update === '');
    setAttribute(this.#button, 'title', `${service.name}, ${service.image}`);
  }

  remove() {
    this.#unsubscribe();
    removeHighlight(this.#id);
    this.element.remove();
  }

  #showPressed() {
    setAttribute(this.#button, 'aria-pressed', isPressed(this.#id));
  }
}

/** The state of the last update unless it completed, with the engine's message where it says more than the state. */
function updateText({ update, updateMessage }) {
  if (update === '' || update === 'completed') return '';
  const text = {
    updating: 'update in progress',
    paused: 'update paused',
    rollback_started: 'rolling back',
    rollback_paused: 'rollback paused',
    rollback_completed: 'rolled back',
  }[update] ?? update;
  return updateMessage && updateMessage !== text ? `${text}: ${updateMessage}` : text;
}

function networkRow() {
  return element('li', 'network',
    element('span', 'network-name'), element('span', 'network-properties'), element('span', 'network-services'));
}

function groupByStack(services) {
  const groups = new Map();
  for (const service of services) {
    if (!groups.has(service.stack)) groups.set(service.stack, []);
    groups.get(service.stack).push(service);
  }
  return groups;
}
