import { compareNames, element, setAttribute, setHidden, setText } from './dom.js';
import { FitAddon } from './xterm-fit.js';
import { Terminal } from './xterm.js';

/** The panel with a shell in a node. It is shown only on a page that was opened with the token of the terminals. */
export class TerminalPanel {
  #token;
  #panel = document.getElementById('terminal');
  #node = document.getElementById('terminal-node');
  #message = document.getElementById('terminal-message');
  #screen = document.getElementById('terminal-screen');
  #drawnNodes = '';
  #xterm;
  #fit = new FitAddon();
  #session;

  constructor(token) {
    this.#token = token;
    const open = document.getElementById('terminal-open');
    setHidden(open, false);
    open.addEventListener('click', () => this.#open());
    document.getElementById('terminal-close').addEventListener('click', () => {
      this.#session?.close();
      setHidden(this.#panel, true);
      open.focus();
    });
    this.#node.addEventListener('change', () => this.#open());
    // Closing the page ends the shell at once; otherwise the server would notice it at the next heartbeat.
    addEventListener('pagehide', () => this.#session?.close());
  }

  /** Offers the nodes that run. */
  draw(labs) {
    const names = Object.values(labs).flatMap(lab => Object.values(lab.nodes))
      .filter(node => ['', 'running'].includes(node.container))
      .sort((first, second) => compareNames(first.role, second.role) || compareNames(first.name, second.name))
      .map(node => node.name);
    if (this.#drawnNodes === names.join(' ')) return;
    this.#drawnNodes = names.join(' ');
    const selected = this.#node.value;
    this.#node.replaceChildren(...names.map(name => element('option', '', name)));
    if (names.includes(selected)) this.#node.value = selected;
  }

  async #open() {
    this.#session?.close();
    setHidden(this.#panel, false);
    this.#show('connecting');
    this.#prepare();
    const session = new Session(this.#token, this.#node.value, this.#xterm);
    this.#session = session;
    const problem = await session.run(() => this.#show('connected'));
    if (this.#session === session) this.#show(problem || 'the shell has ended');
  }

  #show(text) {
    setText(this.#message, text);
    setAttribute(this.#panel, 'data-state', text);
  }

  #prepare() {
    if (!this.#xterm) {
      adoptStylesOfXterm();
      const sheet = element('link');
      sheet.rel = 'stylesheet';
      sheet.href = 'xterm.css';
      document.head.append(sheet);
      this.#xterm = new Terminal({ cursorBlink: false, fontSize: 15, scrollback: 5_000 });
      this.#xterm.loadAddon(this.#fit);
      this.#xterm.open(this.#screen);
      sheet.addEventListener('load', () => this.#fit.fit());
      new ResizeObserver(() => this.#panel.hidden || this.#fit.fit()).observe(this.#screen);
    }
    this.#xterm.reset();
    this.#fit.fit();
    this.#xterm.focus();
  }
}

/** One shell: a request whose response is the output, and further requests with the input. */
class Session {
  #token;
  #node;
  #xterm;
  #id = '';
  #typed = '';
  #isSending = false;
  #abort = new AbortController();
  #listeners = [];

  constructor(token, node, xterm) {
    this.#token = token;
    this.#node = node;
    this.#xterm = xterm;
  }

  /** Shows the output until the shell ends. Returns why it could not be opened, or ''. */
  async run(onOpened) {
    try {
      const size = `columns=${this.#xterm.cols}&rows=${this.#xterm.rows}`;
      const response = await this.#post(`open?node=${encodeURIComponent(this.#node)}&${size}`, '',
        { signal: this.#abort.signal });
      if (!response.ok) return (await response.text()).trim();
      this.#id = response.headers.get('Terminal-Session');
      onOpened();
      this.#listeners = [
        this.#xterm.onData(text => this.#type(text)),
        this.#xterm.onResize(({ cols, rows }) => this.#send(`size?session=${this.#id}&columns=${cols}&rows=${rows}`)),
      ];
      await this.#showOutput(response.body.getReader());
      return '';
    } catch {
      return this.#abort.signal.aborted ? '' : 'the connection was lost';
    } finally {
      this.#listeners.forEach(listener => listener.dispose());
    }
  }

  close() {
    if (this.#abort.signal.aborted) return;
    if (this.#id) this.#send(`close?session=${this.#id}`, '', { keepalive: true });
    this.#abort.abort();
  }

  /** Each line is a part of the output in Base64, or an empty heartbeat. */
  async #showOutput(reader) {
    const decoder = new TextDecoder();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const lines = text.split('\n');
      text = lines.pop();
      for (const line of lines) {
        if (line) this.#xterm.write(Uint8Array.from(atob(line), character => character.charCodeAt(0)));
      }
    }
  }

  /** One request at a time, so that the input stays in order. */
  async #type(text) {
    this.#typed += text;
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#typed && !this.#abort.signal.aborted) {
      const sent = this.#typed.slice(0, 8_192);
      this.#typed = this.#typed.slice(sent.length);
      await this.#send(`input?session=${this.#id}`, sent);
    }
    this.#isSending = false;
  }

  /** A request whose failure shows in the output's connection too. */
  async #send(path, body = '', options = {}) {
    try {
      await this.#post(path, body, options);
    } catch {
      // The session has ended.
    }
  }

  #post(path, body, options = {}) {
    const headers = { 'Terminal-Token': this.#token };
    return fetch(`api/terminal/${path}`, { method: 'POST', body, headers, ...options });
  }
}

/**
 * xterm.js writes rules as text into style elements, which the content security policy refuses. It gets other elements
 * instead, whose text becomes a style sheet that scripts may add.
 */
function adoptStylesOfXterm() {
  const create = document.createElement.bind(document);
  document.createElement = (tag, options) => {
    if (tag !== 'style') return create(tag, options);
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    return Object.defineProperty(create('meta'), 'textContent', { set: text => sheet.replaceSync(text) });
  };
}
