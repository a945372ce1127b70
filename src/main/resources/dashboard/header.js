import { button, element, setAttribute, setHidden, setText } from './dom.js';
import { clockTime } from './clock.js';
import { missingTasks } from './view-model.js';

/** The page header: the selected lab, the totals, and the state of the connection. */
export class Header {
  #chooser = document.getElementById('chooser');
  #connection = document.getElementById('connection');
  #totals = document.getElementById('totals');
  #nodes = element('li');
  #tasks = element('li');
  #drawnChoices = '';
  #lostAt;
  #onSelected;

  /** `onSelected` is called with the fragment of what the user chose, as in `#lab=stack`; '' means all labs. */
  constructor(onSelected) {
    this.#onSelected = onSelected;
    this.#totals.append(this.#nodes, this.#tasks);
  }

  drawTotals(labs) {
    const nodes = labs.flatMap(lab => Object.values(lab.nodes));
    const services = labs.flatMap(lab => Object.values(lab.services));
    const ready = nodes.filter(node => node.state === 'ready' && ['', 'running'].includes(node.container)).length;
    setHidden(this.#totals, nodes.length === 0);
    this.#draw(this.#nodes, `${ready}/${nodes.length}`, 'nodes ready', ready < nodes.length);
    const running = services.reduce((sum, service) => sum + service.running, 0);
    const desired = services.reduce((sum, service) => sum + service.running + missingTasks(service), 0);
    this.#draw(this.#tasks, `${running}/${desired}`, 'tasks running', running < desired);
  }

  /** `choices` have a fragment and a text. */
  drawChooser(choices, selected) {
    setHidden(this.#chooser, choices.length < 2);
    const drawn = JSON.stringify(choices);
    if (this.#drawnChoices !== drawn) {
      this.#drawnChoices = drawn;
      const hadFocus = this.#chooser.contains(document.activeElement) && document.activeElement.value;
      this.#chooser.replaceChildren(...choices.map(choice => this.#choice(choice)));
      if (typeof hadFocus === 'string') [...this.#chooser.children].find(each => each.value === hadFocus)?.focus();
    }
    for (const choice of this.#chooser.children) setAttribute(choice, 'aria-pressed', choice.value === selected);
  }

  showLive() {
    this.#lostAt = undefined;
    setAttribute(document.body, 'data-connection', 'live');
    setText(this.#connection, 'live');
  }

  showLost(reason) {
    this.#lostAt ??= new Date();
    setAttribute(document.body, 'data-connection', 'lost');
    setText(this.#connection, reason === 'refused'
      ? 'access denied: the token is missing; open the link that swarmlab printed'
      : `connection lost at ${clockTime(this.#lostAt)}, reconnecting`);
  }

  #choice({ fragment, text }) {
    const choice = button('', text);
    choice.value = fragment;
    choice.addEventListener('click', () => this.#onSelected(fragment));
    return choice;
  }

  #draw(item, count, text, isMissing) {
    if (!item.firstChild) item.append(element('strong'), ' ', element('span'));
    setText(item.firstChild, count);
    setText(item.lastChild, text);
    setAttribute(item, 'data-missing', isMissing);
  }
}
