import { Announcer } from './announcer.js';
import { connect } from './connection.js';
import { densityFor } from './density.js';
import { Details } from './details.js';
import { compareNames, element, setAttribute, setHidden, setOrder } from './dom.js';
import { Header } from './header.js';
import { LabView } from './lab-view.js';
import { mergePatch } from './merge-patch.js';
import { ServicesList } from './services-list.js';
import { setServerTime } from './clock.js';
import { takeTerminalToken } from './terminal-token.js';
import { Timeline } from './timeline.js';
import { ChangeTracker } from './change-tracker.js';

let state = { labs: {} };
let selectedLab = '';
let animateChanges = false;
let isDrawPending = false;

const changes = new ChangeTracker();
const views = new Map();
const header = new Header(name => {
  selectedLab = name;
  drawPage();
});
const timeline = new Timeline();
const announcer = new Announcer();
const details = new Details((lab, kind, id) => views.get(lab)?.lab.buttonOf(kind, id));
const terminalToken = takeTerminalToken();
let terminal;
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

connect({
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
});

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
  if (!names.includes(selectedLab)) selectedLab = '';
  for (const name of names) {
    const hidden = selectedLab !== '' && selectedLab !== name;
    setHidden(views.get(name).lab.element, hidden);
    setHidden(views.get(name).services.element, hidden);
  }
  const shown = names.filter(name => selectedLab === '' || name === selectedLab).map(name => state.labs[name]);
  const nodes = shown.reduce((sum, lab) => sum + Object.keys(lab.nodes).length, 0);
  const desired = shown.flatMap(lab => Object.values(lab.services)).reduce((sum, service) => sum + service.desired, 0);
  setAttribute(page, 'data-density', densityFor(nodes, desired, page.dataset.density));
  setAttribute(document.body, 'data-labs', Math.min(shown.length, 2));
  header.drawTotals(shown);
  header.drawChooser(names, selectedLab);
  if (names.length === 0) labsElement.replaceChildren(noLabs);
  else noLabs.remove();
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
