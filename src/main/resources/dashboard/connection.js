/**
 * Keeps the stream of events open as long as somebody can see the page: what breaks is closed, named and opened again. A
 * browser opens six connections to a place at most, and a page that nobody sees must not hold one of them.
 */

const SILENCE = 12_000;
const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 3_000;

/** `receiver` has state(state), change(change), live() and lost(why). */
export function connect(receiver) {
  let source;
  let silence;
  let nextTry;
  let wait = SHORTEST_WAIT;

  function open() {
    close();
    source = new EventSource('api/events');
    source.addEventListener('state', event => heard(() => {
      wait = SHORTEST_WAIT;
      receiver.state(JSON.parse(event.data));
      receiver.live();
    }));
    source.addEventListener('change', event => heard(() => receiver.change(JSON.parse(event.data))));
    source.addEventListener('heartbeat', () => heard(() => {}));
    source.addEventListener('error', tryAgain);
    listen();
  }

  function close() {
    source?.close();
    clearTimeout(silence);
    clearTimeout(nextTry);
  }

  function heard(act) {
    listen();
    act();
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(tryAgain, SILENCE);
  }

  async function tryAgain() {
    close();
    receiver.lost('');
    nextTry = setTimeout(open, wait);
    wait = Math.min(wait * 1.6, LONGEST_WAIT);
    if (await isRefused()) receiver.lost('refused');
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  // A page that was left may be kept to come back to, with its connections.
  addEventListener('pagehide', close);
  addEventListener('pageshow', event => event.persisted && open());
  if (!document.hidden) open();
}

/** An EventSource does not tell the status that it was answered with. */
async function isRefused() {
  try {
    const signal = AbortSignal.timeout(SHORTEST_WAIT * 4);
    return (await fetch('api/state', { method: 'HEAD', signal })).status === 403;
  } catch {
    return false;
  }
}
