/**
 * What the page shows, by the fragment of its address: `#overview` is the overview of all labs, `#class=NAME` that of a
 * class, `#lab=NAME` one lab, and an empty fragment all labs with their nodes. So the browser's Back button works.
 */

/** As { overview: className } where '' means all labs, or { lab: name }, or {} for all labs. */
export function currentRoute() {
  const fragment = location.hash.slice(1);
  if (fragment === 'overview') return { overview: '' };
  const name = decode(fragment.slice(fragment.indexOf('=') + 1));
  if (fragment.startsWith('class=')) return { overview: name };
  if (fragment.startsWith('lab=')) return { lab: name };
  return {};
}

export function fragmentOfLab(name) {
  return `#lab=${encodeURIComponent(name)}`;
}

export function fragmentOfOverview(className) {
  return className === '' ? '#overview' : `#class=${encodeURIComponent(className)}`;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
