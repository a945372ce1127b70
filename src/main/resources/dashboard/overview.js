import { button, compareNames, element, setAttribute, setHidden, setOrder, setText } from './dom.js';
import { clockTime } from './clock.js';
import { nodesText, progressOf, summaryOf } from './progress.js';
import { fragmentOfLab } from './route.js';

const SORT_KEY = 'swarmlab-overview-sort';
const LAYOUT_KEY = 'swarmlab-overview-layout';

/** The overview of a class, or of all labs: how many checks of each pass, as tiles or as a table of all checks. */
export class Overview {
  #page = document.getElementById('overview');
  #title = element('h2');
  #summary = element('p', 'overview-summary');
  #note = element('p', 'overview-note');
  #list = element('ul', 'tiles');
  #table = new CheckTable();
  #tiles = new Map();
  #sort = new Choice('Sort', SORT_KEY, [['name', 'by name'], ['progress', 'least progress first']], () => this.#redraw());
  #layout = new Choice('Show', LAYOUT_KEY, [['tiles', 'tiles'], ['table', 'table']], () => this.#redraw());
  #redraw;

  /** `redraw` is called when the user has chosen another order or layout. */
  constructor(redraw) {
    this.#redraw = redraw;
    const choices = element('div', 'overview-choices', this.#sort.element, this.#layout.element);
    this.#page.append(
      element('div', 'overview-head', this.#title, this.#summary, choices, this.#note), this.#list, this.#table.element);
  }

  /** `className` is '' for all labs. Returns the number of labs. */
  draw(state, className) {
    const students = labsOf(state, className).map(checks => {
      const lab = state.labs[checks.lab];
      return { checks, lab, name: checks.student || checks.lab, progress: progressOf(checks, lab) };
    });
    students.sort((first, second) => this.#compare(first, second));
    this.#drawHead(students, className, state.checks.at);
    const asTable = this.#layout.value === 'table';
    setHidden(this.#list, asTable);
    setHidden(this.#table.element, !asTable);
    if (asTable) this.#table.draw(students);
    else this.#drawTiles(students);
    return students.length;
  }

  show(isShown) {
    setHidden(this.#page, !isShown);
  }

  /** Moves the focus to the lab that was shown before, or else to the overview. */
  focus(lab) {
    const link = this.#layout.value === 'tiles' && this.#tiles.get(lab)?.link;
    (link || this.#page).focus();
  }

  #compare(first, second) {
    const byName = compareNames(first.name, second.name) || compareNames(first.checks.lab, second.checks.lab);
    if (this.#sort.value === 'name') return byName;
    return first.progress.share - second.progress.share || byName;
  }

  #drawHead(students, className, at) {
    const noun = students.every(each => each.checks.student) ? 'student' : 'lab';
    setText(this.#title, className === '' ? 'All labs' : `Class ${className}`);
    setText(this.#summary, summaryOf(students.map(each => each.progress.status), noun));
    const omitted = Math.max(0, ...students.map(each => each.checks.omitted));
    const notRun = omitted === 1
      ? '1 check is not run here, because it changes the lab'
      : `${omitted} checks are not run here, because they change the lab`;
    setText(this.#note, [at ? `checked at ${clockTime(at)}` : 'the checks begin', omitted > 0 && notRun]
      .filter(Boolean).join(' · '));
  }

  #drawTiles(students) {
    const labs = new Set(students.map(each => each.checks.lab));
    for (const [lab, tile] of this.#tiles) {
      if (labs.has(lab)) continue;
      tile.element.remove();
      this.#tiles.delete(lab);
    }
    for (const student of students) {
      const { lab } = student.checks;
      if (!this.#tiles.has(lab)) this.#tiles.set(lab, new Tile(lab));
      this.#tiles.get(lab).draw(student);
    }
    setOrder(this.#list, students.map(each => this.#tiles.get(each.checks.lab).element));
  }
}

/** The classes of the labs, sorted. */
export function classesOf(state) {
  const names = new Set(Object.values(state.checks?.labs ?? {}).map(lab => lab.className).filter(Boolean));
  return [...names].sort(compareNames);
}

export function labsOf(state, className) {
  return Object.values(state.checks?.labs ?? {}).filter(lab => className === '' || lab.className === className);
}

/** A lab as a tile. All of it is a link to the lab, except the failed checks, which open to show their reasons. */
class Tile {
  #lab;
  #labName = element('p', 'tile-lab');
  #count = element('p', 'tile-count');
  #bar = element('span', 'bar', element('span', 'bar-filled'));
  #failing = element('details', 'tile-failing');
  #failingNames = element('summary');
  #reasons = element('ul', 'tile-reasons');
  #reason = element('p', 'tile-reason');
  #nodes = element('p', 'tile-nodes');
  #drawnFailing = '';

  constructor(lab) {
    this.#lab = lab;
    this.link = element('a', 'tile-link');
    this.link.href = fragmentOfLab(lab);
    this.#bar.setAttribute('aria-hidden', 'true');
    this.#failing.append(this.#failingNames, this.#reasons);
    this.element = element('li', 'tile',
      element('h3', '', this.link), this.#labName, this.#count, this.#bar, this.#failing, this.#reason, this.#nodes);
    this.element.dataset.tile = lab;
  }

  draw({ checks, lab, name, progress }) {
    setAttribute(this.element, 'data-status', progress.status);
    setText(this.link, name);
    setAttribute(this.link, 'title', name);
    setText(this.#labName, name === this.#lab ? '' : this.#lab);
    setText(this.#count, progress.text);
    this.#bar.firstChild.style.setProperty('--share', progress.share);
    setText(this.#reason, progress.reason);
    setAttribute(this.#reason, 'title', progress.reason);
    setHidden(this.#reason, progress.failing.length > 0);
    this.#drawFailing(progress.failing);
    const nodes = nodesText(lab);
    setText(this.#nodes, nodes);
    setAttribute(this.#nodes, 'title', nodes);
    setAttribute(this.#nodes, 'data-missing', nodes.includes(' of '));
  }

  #drawFailing(failing) {
    setHidden(this.#failing, failing.length === 0);
    const drawn = JSON.stringify(failing);
    if (drawn === this.#drawnFailing) return;
    this.#drawnFailing = drawn;
    setText(this.#failingNames, failing.map(check => `✗\u00a0${check.name}`).join('  '));
    setAttribute(this.#failing, 'title', failing.map(check => `${check.name}: ${check.reason}`).join('\n'));
    this.#reasons.replaceChildren(...failing.map(check => element('li', '',
      element('strong', '', check.name), ` ${check.reason}`,
      ...(check.hint ? [element('em', 'tile-hint', check.hint)] : []))));
  }
}

const SYMBOLS = { passed: '✓', failed: '✗', unavailable: '–' };

/** Students by checks. */
class CheckTable {
  #head = element('thead');
  #body = element('tbody');
  #drawn = '';

  constructor() {
    this.element = element('div', 'check-table scrollable', element('table', '', this.#head, this.#body));
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', 'Checks of each lab');
  }

  draw(students) {
    const drawn = JSON.stringify(students.map(({ checks, name, progress }) => [name, checks, progress.text]));
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = this.#body.contains(document.activeElement) ? document.activeElement.hash : '';
    const names = [...new Set(students.flatMap(each => each.checks.results.map(result => result.name)))];
    this.#head.replaceChildren(element('tr', '', ...['Student', 'Checks', ...names].map(name => heading(name, 'col'))));
    this.#body.replaceChildren(...students.map(student => row(student, names)));
    if (focused) [...this.#body.querySelectorAll('a')].find(link => link.hash === focused)?.focus();
  }
}

function row({ checks, name, progress }, names) {
  const link = element('a', '', name);
  link.href = fragmentOfLab(checks.lab);
  const results = new Map(checks.results.map(result => [result.name, result]));
  const created = element('tr', '', heading(link, 'row'), element('td', 'table-text', progress.text),
    ...names.map(each => cell(results.get(each))));
  created.dataset.status = progress.status;
  return created;
}

function heading(content, scope) {
  const created = element('th', '', content);
  created.scope = scope;
  return created;
}

function cell(result) {
  const created = element('td', 'table-result');
  if (!result) return created;
  const symbol = element('span', '', SYMBOLS[result.outcome] ?? '');
  symbol.setAttribute('aria-hidden', 'true');
  created.append(symbol, element('span', 'visually-hidden', result.outcome));
  created.dataset.outcome = result.outcome;
  if (result.reason) created.title = result.reason;
  return created;
}

/** Buttons of which one is pressed. The tab remembers the choice. */
class Choice {
  constructor(label, key, options, onChosen) {
    this.value = sessionStorage.getItem(key) ?? '';
    if (!options.some(([value]) => value === this.value)) [[this.value]] = options;
    this.element = element('div', 'choice');
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', label);
    for (const [value, text] of options) {
      const option = button('', text);
      option.value = value;
      option.addEventListener('click', () => {
        this.value = value;
        sessionStorage.setItem(key, value);
        this.#draw();
        onChosen();
      });
      this.element.append(option);
    }
    this.#draw();
  }

  #draw() {
    for (const option of this.element.children) setAttribute(option, 'aria-pressed', option.value === this.value);
  }
}
