import { Announcer } from './announcer.js';
import { connect } from './connection.js';
import { densityFor, densityOfTiles } from './density.js';
import { Details } from './details.js';
import { compareNames, element, setAttribute, setHidden, setOrder } from './dom.js';
import { Header } from './header.js';
import { LabView } from './lab-view.js';
import { mergePatch } from './merge-patch.js';
import { classesOf, labsOf, Overview } from './overview.js';
import { currentRoute, fragmentOfLab, fragmentOfOverview } from './route.js';
import { ServicesList } from './services-list.js';
import { setServerTime } from './clock.js';
import { takeTerminalToken } from './terminal-token.js';
import { Timeline } from './timeline.js';
import { ChangeTracker } from './change-tracker.js';

let state = { labs: {} };
let animateChanges = false;
let isDrawPending = false;

const changes = new ChangeTracker();
const views = new Map();
const header = new Header(fragment => show(fragment));
const overview = new Overview(() => drawPage());
const timeline = new Timeline();
const announcer = new Announcer();
const details = new Details((lab, kind, id) => views.get(lab)?.lab.buttonOf(kind, id));
const terminalToken = takeTerminalToken();
let terminal;
let route = currentRoute();
let needsChecks = route.overview !== undefined;
const page = document.documentElement;
const labsElement = document.getElementById('labs');
const servicesElement = document.getElementById('services');
const noLabs = element('p', 'no-labs', 'There are no labs. Create one: ',
  element('code', '', 'swarmlab up labs/quickstart.yml'));

if (terminalToken) {
  import('./terminal.js').then(({ TerminalPanel }) => {
    terminal = new TerminalPanel(terminalToken);
    terminal.draw(state.labs);
  });
}

const reconnect = connect({
  state(fullState) {
    const { events, ...next } = fullState;
    changes.addAll(state, next);
    state = next;
    animateChanges = false;
    setServerTime(state.at);
    timeline.merge(events);
    drawSoon();
  },
  change({ patch, events }) {
    changes.addPatch(patch);
    state = mergePatch(state, patch);
    timeline.add(events);
    announcer.add(events);
    drawSoon();
  },
  live() {
    header.showLive();
  },
  lost(reason) {
    header.showLost(reason);
  },
}, () => (needsChecks ? 'api/events?checks' : 'api/events'));

addEventListener('hashchange', () => {
  const before = route;
  route = currentRoute();
  // Checks run only if a page has shown their results. They continue for this page, so that they are up to date when
  // the user comes back.
  if (route.overview !== undefined && !needsChecks) {
    needsChecks = true;
    reconnect();
  }
  drawPage();
  if (route.overview !== undefined) overview.focus(before.lab);
  else if (before.overview !== undefined) labsElement.focus();
});

document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // the fragment tells what is shown
  document.querySelector('main:not([hidden])').focus();
});

/** `fragment` is '' for all labs. */
function show(fragment) {
  if (fragment !== '') location.hash = fragment;
  else if (location.hash !== '') {
    history.pushState(null, '', location.pathname + location.search);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

/** At most once per frame. A hidden page has no frames, but must not collect changes without end. */
function drawSoon() {
  if (isDrawPending) return;
  isDrawPending = true;
  if (document.hidden) setTimeout(draw, 1_000);
  else requestAnimationFrame(draw);
}

function draw() {
  isDrawPending = false;
  for (const [name, kinds] of changes.take()) {
    const lab = state.labs[name];
    if (!lab) {
      removeView(name);
      continue;
    }
    const view = views.get(name) ?? addView(name);
    view.lab.draw(lab, kinds, animateChanges);
    view.services.draw(lab, kinds);
  }
  animateChanges = true;
  timeline.showLabNames(views.size > 1);
  timeline.draw();
  details.draw(state.labs);
  terminal?.draw(state.labs);
  drawPage();
}

/** Draws what depends on all labs. */
function drawPage() {
  const names = [...views.keys()].filter(name => state.labs[name]).sort(compareNames);
  const selected = names.includes(route.lab) ? route.lab : '';
  const overviewed = route.overview !== undefined && labsOf(state, route.overview).length > 0;
  overview.show(overviewed);
  setHidden(labsElement, overviewed);
  setAttribute(document.body, 'data-view', overviewed ? 'overview' : 'labs');
  const ofOverview = overviewed && new Set(labsOf(state, route.overview).map(lab => lab.lab));
  for (const name of names) {
    const hidden = overviewed || (selected !== '' && selected !== name);
    setHidden(views.get(name).lab.element, hidden);
    setHidden(views.get(name).services.element, hidden);
  }
  const shown = names
    .filter(name => (overviewed ? ofOverview.has(name) : selected === '' || name === selected))
    .map(name => state.labs[name]);
  if (overviewed) {
    const tiles = overview.draw(state, route.overview);
    setAttribute(page, 'data-density', densityOfTiles(tiles));
  } else {
    const nodes = shown.reduce((sum, lab) => sum + Object.keys(lab.nodes).length, 0);
    const desired = shown.flatMap(lab => Object.values(lab.services)).reduce((sum, service) => sum + service.desired, 0);
    setAttribute(page, 'data-density', densityFor(nodes, desired, page.dataset.density));
  }
  setAttribute(document.body, 'data-labs', Math.min(shown.length, 2));
  header.drawTotals(shown);
  header.drawChooser(choices(names, selected), overviewed ? fragmentOfOverview(route.overview)
    : selected === '' ? '' : fragmentOfLab(selected));
  const title = overviewed ? route.overview : selected;
  document.title = title ? `${title} · swarmlab` : 'swarmlab';
  if (names.length === 0) labsElement.replaceChildren(noLabs);
  else noLabs.remove();
}

/** What the user can choose: all labs, classes, and labs. The labs of a class are chosen in its overview. */
function choices(names, selected) {
  const classes = classesOf(state);
  const classOf = name => state.checks?.labs[name]?.className ?? '';
  const hasOverview = labsOf(state, '').length > 1;
  const single = names.filter(name => classOf(name) === '');
  const list = [{ fragment: '', text: 'all labs' }];
  if (hasOverview && (classes.length > 1 || single.length > 0)) list.push({ fragment: '#overview', text: 'overview' });
  for (const name of classes) {
    const isOpen = selected !== '' && classOf(selected) === name;
    list.push({ fragment: fragmentOfOverview(name), text: `${isOpen ? '← ' : ''}class ${name}` });
    if (isOpen) list.push({ fragment: fragmentOfLab(selected), text: selected });
  }
  list.push(...single.map(name => ({ fragment: fragmentOfLab(name), text: name })));
  return names.length < 2 && classes.length === 0 ? [] : list;
}

function addView(name) {
  const select = (kind, id) => details.open({ lab: name, kind, id }, state.labs);
  const view = { lab: new LabView(name, select), services: new ServicesList(name) };
  views.set(name, view);
  const names = [...views.keys()].sort(compareNames);
  labsElement.querySelector('noscript')?.remove();
  setOrder(labsElement, names.map(each => views.get(each).lab.element));
  setOrder(servicesElement, names.map(each => views.get(each).services.element));
  return view;
}

function removeView(name) {
  const view = views.get(name);
  view?.lab.remove();
  view?.services.remove();
  views.delete(name);
}

setInterval(() => {
  const withAges = ['large', 'roomy'].includes(page.dataset.density);
  for (const [name, view] of views) {
    if (state.labs[name] && !view.lab.element.hidden) view.lab.tick(state.labs[name], withAges);
  }
  details.draw(state.labs);
}, 1_000);
