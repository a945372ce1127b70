import { button, compareNames, element, setAttribute, setHidden, setText } from './dom.js';
import { clockTime } from './clock.js';
import { missingTasks } from './words.js';

/** The line on top: which lab is shown, how much of it runs, and whether the picture is live. */
export class Header {
  #chooser = document.getElementById('chooser');
  #connection = document.getElementById('connection');
  #totals = document.getElementById('totals');
  #nodes = element('li');
  #tasks = element('li');
  #names = '';
  #lostAt;
  #onChosen;

  /** `onChosen` is told the name of the lab to show, or '' for all. */
  constructor(onChosen) {
    this.#onChosen = onChosen;
    this.#totals.append(this.#nodes, this.#tasks);
  }

  drawTotals(labs) {
    const nodes = labs.flatMap(lab => Object.values(lab.nodes));
    const services = labs.flatMap(lab => Object.values(lab.services));
    const ready = nodes.filter(node => node.state === 'ready' && ['', 'running'].includes(node.container)).length;
    setHidden(this.#totals, nodes.length === 0);
    this.#draw(this.#nodes, `${ready}/${nodes.length}`, 'nodes ready', ready < nodes.length);
    const running = services.reduce((sum, service) => sum + service.running, 0);
    const wanted = services.reduce((sum, service) => sum + service.running + missingTasks(service), 0);
    this.#draw(this.#tasks, `${running}/${wanted}`, 'tasks running', running < wanted);
  }

  drawChooser(names, chosen) {
    const ordered = [...names].sort(compareNames);
    setHidden(this.#chooser, ordered.length < 2);
    const all = ordered.join('\n');
    if (this.#names !== all) {
      this.#names = all;
      this.#chooser.replaceChildren(...['', ...ordered].map(name => this.#choice(name)));
    }
    for (const choice of this.#chooser.children) setAttribute(choice, 'aria-pressed', choice.value === chosen);
  }

  showLive() {
    this.#lostAt = undefined;
    setAttribute(document.body, 'data-connection', 'live');
    setText(this.#connection, 'live');
  }

  showLost(why) {
    this.#lostAt ??= new Date();
    setAttribute(document.body, 'data-connection', 'lost');
    setText(this.#connection, why === 'refused'
      ? 'refused: the token is missing, open the link that swarmlab printed'
      : `connection lost at ${clockTime(this.#lostAt)}, trying again`);
  }

  #choice(name) {
    const choice = button('', name || 'all labs');
    choice.value = name;
    choice.addEventListener('click', () => this.#onChosen(name));
    return choice;
  }

  #draw(item, count, words, isMissing) {
    if (!item.firstChild) item.append(element('strong'), ' ', element('span'));
    setText(item.firstChild, count);
    setText(item.lastChild, words);
    setAttribute(item, 'data-missing', isMissing);
  }
}
