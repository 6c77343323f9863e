// A page whose cells can be edited and run in place. Without this script it is a page to read; so it takes nothing away:
//
//   <script type="module" src="saddle/live.js" data-service-worker="service-worker.js">
//
// A cell that is run has the cells before it run first. What a reader is to predict the page has folded; running shows it.

import { heed, keep } from './keeper.js';
import { beside, Kernel } from './live-kernel.js';
import { element, reachable, shown } from './live-output.js';
import { Widgets } from './live-widgets.js';

const chinese = document.documentElement.lang.startsWith('zh');
const say = (english, translation) => (chinese ? translation : english);

const kernel = new Kernel(new URL('.', import.meta.url), hear, beside, loading);
const widgets = new Widgets(kernel);
const cells = []; // of the page, in order
const requests = new Map(); // the cells whose requests are under way
const status = element('output', { class: 'live-status', role: 'status' });

class Cell {
  constructor(section, number) {
    this.section = section;
    this.key = `saddle ${location.pathname} ${number}`;
    this.code = section.querySelector('.in code');
    this.original = this.code.textContent;
    this.outputs = [...section.querySelectorAll(':scope > .out, :scope > .told')];
    this.state = ''; // '', 'waits', 'runs', 'done', 'failed'
    this.button = element('button', { type: 'button', class: 'live-run', onclick: () => (this.state === 'runs' || this.state === 'waits' ? stop() : runTo(this)) });
    this.back = element('button', { type: 'button', class: 'live-back', onclick: () => this.restore() }, '↺');
    this.back.title = say('as it was', '恢复原样');
    this.back.setAttribute('aria-label', this.back.title);
    section.querySelector('.in').append(element('div', { class: 'live-tools' }, this.back, this.button));
    this.mark('');
    this.edit();
  }

  source() { return this.code.innerText.replace(/\n$/, ''); }

  edit() {
    this.code.contentEditable = 'plaintext-only';
    if (this.code.contentEditable !== 'plaintext-only') this.code.contentEditable = 'true';
    Object.assign(this.code, { spellcheck: false, autocapitalize: 'off' });
    this.code.setAttribute('aria-label', say('code', '代码'));
    this.code.setAttribute('role', 'textbox');
    this.code.setAttribute('aria-multiline', 'true');
    this.code.addEventListener('keydown', (event) => this.press(event));
    this.code.addEventListener('input', () => this.edited());
    this.code.addEventListener('blur', () => highlight(this.code));
    const kept = localStorage.getItem(this.key);
    if (kept !== null) {
      this.code.textContent = kept;
      highlight(this.code);
    }
    this.back.hidden = kept === null;
  }

  edited() {
    const source = this.source();
    this.back.hidden = source === this.original;
    if (this.back.hidden) localStorage.removeItem(this.key);
    else localStorage.setItem(this.key, source);
    if (this.state === 'done' || this.state === 'failed') this.mark('');
  }

  restore() {
    this.code.textContent = this.original;
    highlight(this.code);
    this.edited();
  }

  press(event) {
    if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      runTo(this);
      if (event.shiftKey) cells[cells.indexOf(this) + 1]?.code.focus();
    } else if (event.key === 'Tab' && !event.shiftKey && this.complete()) event.preventDefault();
  }

  // complete turns \nabla before the cursor into ∇; false where there is no such name.
  complete() {
    const { anchorNode: node, anchorOffset: at } = getSelection();
    if (node?.nodeType !== Node.TEXT_NODE) return false;
    const name = /\\[A-Za-z]+$/.exec(node.data.slice(0, at))?.[0];
    if (!name) return false;
    kernel.start().then(() => {
      const id = kernel.send('shell', 'complete_request', { code: name, cursor_pos: name.length });
      requests.set(id, { hear: ({ header, content }) => {
        if (header.msg_type !== 'complete_reply' || content.matches?.length !== 1) return;
        getSelection().setBaseAndExtent(node, at - name.length, node, at);
        document.execCommand('insertText', false, content.matches[0]);
      } });
    });
    return true;
  }

  mark(state) {
    this.state = state;
    this.section.dataset.state = state;
    const busy = state === 'runs' || state === 'waits';
    this.button.textContent = busy ? '■' : '▶';
    this.button.title = busy ? say('stop', '停止') : say('run', '运行');
    this.button.setAttribute('aria-label', this.button.title);
  }

  clear() {
    for (const out of this.outputs) out.remove();
    this.outputs = [];
    this.bars = new Map();
  }

  show(out) {
    this.outputs.push(out);
    this.section.append(out);
    reachable(out);
  }

  async run() {
    this.mark('runs');
    this.clear();
    await new Promise((done) => requests.set(kernel.execute(this.source(), done), this));
    if (this.state === 'runs') this.mark('done');
    return this.state === 'done';
  }

  // hear takes what the kernel says of the cell.
  hear({ header, content }) {
    switch (header.msg_type) {
      case 'error':
        this.mark('failed');
        return this.show(shown(content));
      case 'stream':
        return this.show(shown({ output_type: 'stream', ...content }));
      case 'execute_result':
      case 'display_data':
        return this.display(content);
      case 'update_display_data': {
        const bar = this.bars.get(content.transient?.display_id);
        if (!bar) return;
        bar.replaceChildren(...(content.data['text/plain'] ? shown(content).childNodes : []));
      }
    }
  }

  display(content) {
    const id = content.transient?.display_id;
    const model = content.data['application/vnd.jupyter.widget-view+json']?.model_id;
    const view = model && widgets.view(model);
    const out = view ? element('div', { class: 'out widgets' }, view) : shown(content);
    if (id) this.bars.set(id, out);
    this.show(out);
  }

  // ask puts a question of the kernel below the cell.
  ask(question) {
    const input = element('input', { type: question.content.password ? 'password' : 'text', 'aria-label': question.content.prompt });
    const form = element('form', { class: 'out live-ask', onsubmit: (event) => {
      event.preventDefault();
      form.replaceChildren(element('pre', {}, `${question.content.prompt} ${question.content.password ? '' : input.value}`));
      kernel.reply(question, input.value);
    } }, element('label', {}, question.content.prompt, ' ', input));
    this.show(form);
    input.focus();
  }
}

function hear(message) {
  const type = message.header.msg_type;
  if (type === 'status') heed(message.content.execution_state === 'busy');
  if (type.startsWith('comm_')) return widgets.hear(message);
  const cell = requests.get(message.parent_header.msg_id);
  if (type === 'input_request') cell?.ask(message);
  else cell?.hear(message);
}

let line = Promise.resolve(); // one run after the other
let stopped = 0;

// runTo runs a cell, after those before it that have not been run.
function runTo(last) {
  const before = cells.slice(0, cells.indexOf(last)).filter((cell) => cell.state === '');
  const wanted = [...before, last];
  const round = stopped;
  for (const cell of wanted) cell.mark('waits');
  line = line.then(async () => {
    if (!(await begin())) return wanted.forEach((cell) => cell.mark(''));
    for (const cell of wanted) {
      if (round !== stopped) cell.mark('');
      else await cell.run();
    }
  });
}

function stop() {
  stopped++;
  if (cells.some((cell) => cell.state === 'runs')) kernel.interrupt();
}

const loadingText = say('The kernel is loading …', '正在载入内核……');

// loading tells how much of the kernel has come in.
function loading(loaded, total) {
  const megabytes = (n) => (n / 1e6).toFixed(1);
  status.textContent = `${loadingText} ${megabytes(loaded)}${total ? ' / ' + megabytes(total) : ''} MB`;
}

// begin starts the kernel; false, and a line that says why, where that cannot be.
async function begin() {
  try {
    if (!kernel.worker) status.textContent = loadingText;
    heed(true);
    const took = await kernel.start();
    document.documentElement.dataset.started = JSON.stringify(took);
    status.textContent = '';
    return true;
  } catch (error) {
    heed(false);
    status.textContent = say('This page cannot run its cells here: ', '此处无法运行单元格：') + error.message;
    return false;
  }
}

const pieces = /(#.*)|("(?:\\.|[^"\\\n])*"?)|(\d+(?:\.(?!\.)\d+)?(?:e[-+]?\d+)?)|([\p{L}_][\p{L}\p{M}\p{N}_]*)/giu;
const keywords = new Set('optimizer optimiser end start stop if then else for in where check and or not true false'.split(' '));

// highlight colours a cell as the page does.
function highlight(code) {
  const source = code.innerText.replace(/\n$/, '');
  const all = document.createDocumentFragment();
  let at = 0;
  for (const found of source.matchAll(pieces)) {
    const [text, comment, string, number] = found;
    const kind = comment ? 'c' : string ? 's' : number ? 'n' : keywords.has(text) ? 'k' : '';
    all.append(source.slice(at, found.index), kind ? element('span', { class: kind }, text) : text);
    at = found.index + text.length;
  }
  all.append(source.slice(at));
  code.replaceChildren(all);
}

function prepare() {
  for (const section of document.querySelectorAll('main > section.code')) {
    if (section.querySelector('.in code')) cells.push(new Cell(section, cells.length));
  }
  const all = element('button', { type: 'button', onclick: () => runTo(cells.at(-1)) }, say('Run all cells', '全部运行'));
  document.querySelector('main').prepend(element('div', { class: 'live-bar' }, all, status));
  document.documentElement.classList.add('live');
}

if (window.WebAssembly && window.Worker && document.querySelector('main .in code')) {
  prepare();
  const worker = document.querySelector('script[data-service-worker]')?.dataset.serviceWorker;
  if (worker && navigator.serviceWorker) addEventListener('load', () => keep(worker));
}
