const PREFIX = '#terminal=';
const KEY = 'swarmlab-terminal-token';

/**
 * The token of the terminals from the fragment of the link, which browsers don't send to the server; '' without one. It
 * is removed from the address bar, and stays in the tab for a reload of the page.
 */
export function takeTerminalToken() {
  if (location.hash.startsWith(PREFIX)) {
    sessionStorage.setItem(KEY, location.hash.slice(PREFIX.length));
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(KEY) ?? '';
}
