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
import { TimeLine } from './time-line.js';
import { Touched } from './touched.js';

let state = { labs: {} };
let chosenLab = '';
let isLively = false;
let isDue = false;

const touched = new Touched();
const views = new Map();
const header = new Header(name => {
  chosenLab = name;
  drawFrame();
});
const timeLine = new TimeLine();
const announcer = new Announcer();
const details = new Details((lab, kind, id) => views.get(lab)?.lab.buttonOf(kind, id));
const page = document.documentElement;
const labsPlace = document.getElementById('labs');
const servicesPlace = document.getElementById('services');
const noLabs = element('p', 'no-labs', 'No lab is up. Make one: ',
  element('code', '', 'swarmlab up labs/quickstart.yml'));

connect({
  state(whole) {
    const { events, ...next } = whole;
    touched.addAll(state, next);
    state = next;
    isLively = false;
    setServerTime(state.at);
    timeLine.merge(events);
    drawSoon();
  },
  change({ patch, events }) {
    touched.addPatch(patch);
    state = mergePatch(state, patch);
    timeLine.add(events);
    announcer.add(events);
    drawSoon();
  },
  live() {
    header.showLive();
  },
  lost(why) {
    header.showLost(why);
  },
});

/** Once per frame at most; a hidden page has no frames, and still must not pile up what it missed. */
function drawSoon() {
  if (isDue) return;
  isDue = true;
  if (document.hidden) setTimeout(draw, 1_000);
  else requestAnimationFrame(draw);
}

function draw() {
  isDue = false;
  for (const [name, kinds] of touched.take()) {
    const lab = state.labs[name];
    if (!lab) {
      removeView(name);
      continue;
    }
    const view = views.get(name) ?? addView(name);
    view.lab.draw(lab, kinds, isLively);
    view.services.draw(lab, kinds);
  }
  isLively = true;
  timeLine.nameLabs(views.size > 1);
  timeLine.draw();
  details.draw(state.labs);
  drawFrame();
}

/** What depends on all labs together. */
function drawFrame() {
  const names = [...views.keys()].filter(name => state.labs[name]).sort(compareNames);
  if (!names.includes(chosenLab)) chosenLab = '';
  for (const name of names) {
    const hidden = chosenLab !== '' && chosenLab !== name;
    setHidden(views.get(name).lab.element, hidden);
    setHidden(views.get(name).services.element, hidden);
  }
  const shown = names.filter(name => chosenLab === '' || name === chosenLab).map(name => state.labs[name]);
  const nodes = shown.reduce((sum, lab) => sum + Object.keys(lab.nodes).length, 0);
  const wanted = shown.flatMap(lab => Object.values(lab.services)).reduce((sum, service) => sum + service.desired, 0);
  setAttribute(page, 'data-density', densityFor(nodes, wanted, page.dataset.density));
  setAttribute(document.body, 'data-labs', Math.min(shown.length, 2));
  header.drawTotals(shown);
  header.drawChooser(names, chosenLab);
  if (names.length === 0) labsPlace.replaceChildren(noLabs);
  else noLabs.remove();
}

function addView(name) {
  const choose = (kind, id) => details.open({ lab: name, kind, id }, state.labs);
  const view = { lab: new LabView(name, choose), services: new ServicesList(name) };
  views.set(name, view);
  const names = [...views.keys()].sort(compareNames);
  labsPlace.querySelector('noscript')?.remove();
  setOrder(labsPlace, names.map(each => views.get(each).lab.element));
  setOrder(servicesPlace, names.map(each => views.get(each).services.element));
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
