/** The server's clock, for ages: the timestamps come from the server, and the browser's clock may be wrong. */

let offset = 0;

export function setServerTime(at) {
  offset = Date.parse(at) - Date.now();
}

export function serverNow() {
  return Date.now() + offset;
}

export function age(at) {
  const seconds = Math.max(0, Math.floor((serverNow() - Date.parse(at)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export function clockTime(at) {
  return timeOfDay.format(new Date(at));
}

export function exactTime(at) {
  return dateAndTime.format(new Date(at));
}
