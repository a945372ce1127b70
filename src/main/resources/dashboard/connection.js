/**
 * Keeps the event stream open while the page is visible. A broken connection is reported and opened again. Browsers
 * open at most six connections to a server, so a hidden page must not hold one.
 */

/** In ms, as are all times here. The server sends something at least every 5 s. */
const SILENCE_TIMEOUT = 12_000;
const MIN_DELAY = 500;
const MAX_DELAY = 3_000;

/**
 * `receiver` has the methods state(state), change(change), live() and lost(reason). The reason is '' or 'refused'.
 * `address` returns the address of the stream. The returned function opens the stream again for another address.
 */
export function connect(receiver, address) {
  let source;
  let silenceTimer;
  let retryTimer;
  let delay = MIN_DELAY;

  function open() {
    close();
    source = new EventSource(address());
    source.addEventListener('state', event => received(() => {
      delay = MIN_DELAY;
      receiver.state(JSON.parse(event.data));
      receiver.live();
    }));
    source.addEventListener('change', event => received(() => receiver.change(JSON.parse(event.data))));
    source.addEventListener('heartbeat', () => received(() => {}));
    source.addEventListener('error', reconnect);
    restartSilenceTimer();
  }

  function close() {
    source?.close();
    clearTimeout(silenceTimer);
    clearTimeout(retryTimer);
  }

  function received(handle) {
    restartSilenceTimer();
    handle();
  }

  function restartSilenceTimer() {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(reconnect, SILENCE_TIMEOUT);
  }

  async function reconnect() {
    close();
    receiver.lost('');
    retryTimer = setTimeout(open, delay);
    delay = Math.min(delay * 1.6, MAX_DELAY);
    if (await isRefused()) receiver.lost('refused');
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  // The browser may keep a page in its back/forward cache, and would keep the connection with it.
  addEventListener('pagehide', close);
  addEventListener('pageshow', event => event.persisted && open());
  if (!document.hidden) open();
  return () => document.hidden || open();
}

/** Sends a separate request, since an EventSource does not tell the HTTP status. */
async function isRefused() {
  try {
    const signal = AbortSignal.timeout(MIN_DELAY * 4);
    return (await fetch('api/state', { method: 'HEAD', signal })).status === 403;
  } catch {
    return false;
  }
}
