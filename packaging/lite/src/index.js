// Saddle in JupyterLite: a kernel whose other end is a worker, and Stop, which JupyterLite tells no kernel.
import { ILabShell } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { IContentsManager } from '@jupyterlab/services';
import { IKernelClient, IKernelSpecs } from '@jupyterlite/services';
import { Signal } from '@lumino/signaling';
import { heed } from '../../../kernel/browser/assets/keeper.js';
import { early } from './early.js';
import { translations } from './translations.js';

const extension = new URL(URLExt.join(PageConfig.getOption('fullLabextensionsUrl'), 'saddle-jupyterlite/static/'), location.href);

class Kernel {
  constructor(options, contents) {
    this.id = options.id;
    this.name = options.name;
    this.location = options.location;
    this.isDisposed = false;
    this.disposed = new Signal(this);
    this.send = options.sendMessage;
    this.contents = contents;
    this.reason = ''; // why the kernel could not be started
    this.ready = new Promise((resolve) => { this.begun = resolve; });
    heed(true);
    this.worker = new Worker(new URL('kernel/worker.js', extension));
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.fail(event.message ?? 'the worker cannot be started');
    this.bell = crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
    this.worker.postMessage({ type: 'start', language: document.documentElement.lang || navigator.language, bell: this.bell });
  }

  hear(data) {
    switch (data.type) {
      case 'loading':
        return this.tell(data);
      case 'ready':
        return this.begin();
      case 'failed':
        return this.fail(data.reason);
      case 'ask':
        return this.answer(data);
      case 'message': {
        const message = JSON.parse(data.text);
        message.buffers = data.buffers;
        if (message.header.msg_type === 'status') heed(message.content.execution_state === 'busy');
        // JupyterLite finds a client by its session.
        message.header.session = message.parent_header.session ?? message.header.session;
        this.send(message);
      }
    }
  }

  // tell says how much of the kernel has come in, where that takes a while.
  tell({ loaded, total }) {
    const message = document.documentElement.lang.startsWith('zh') ? '正在载入 Saddle……' : 'Saddle is loading …';
    const progress = total ? loaded / total : undefined;
    if (this.notice) Notification.update({ id: this.notice, message, progress });
    else this.notice = Notification.emit(message, 'in-progress', { autoClose: false, progress });
  }

  // begin ends the waiting, with a kernel or with the reason why there is none.
  begin() {
    if (this.notice) Notification.dismiss(this.notice);
    heed(false);
    this.begun();
  }

  fail(reason) {
    this.reason = `Saddle cannot be started in this browser: ${reason}`;
    this.begin();
  }

  async handleMessage(message) {
    if (this.reason) return this.refuse(message);
    const buffers = (message.buffers ?? []).map((b) => new Uint8Array(ArrayBuffer.isView(b) ? b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength) : b));
    this.worker.postMessage({ type: 'message', text: JSON.stringify({ ...message, buffers: undefined }), buffers });
  }

  // refuse answers a cell where there is no kernel.
  refuse(message) {
    if (message.header.msg_type !== 'execute_request') return;
    const say = (channel, msg_type, content) => this.send({
      channel, content, metadata: {}, buffers: [], parent_header: message.header,
      header: { ...message.header, msg_id: crypto.randomUUID(), msg_type, date: new Date().toISOString() },
    });
    const error = { ename: 'KernelError', evalue: this.reason, traceback: [this.reason] };
    say('iopub', 'error', error);
    say('shell', 'execute_reply', { status: 'error', execution_count: 0, ...error });
    say('iopub', 'status', { execution_state: 'idle' });
  }

  interrupt() {
    const header = { msg_id: crypto.randomUUID(), session: 'page', username: '', date: new Date().toISOString(), msg_type: 'interrupt_request', version: '5.3' };
    void this.handleMessage({ channel: 'control', header, parent_header: {}, metadata: {}, content: {} });
    if (this.bell) Atomics.add(this.bell, 0, 1);
  }

  // answer gives the worker what it asks of the notebook's folder.
  async answer({ id, question, path, bytes }) {
    const reply = (value, error) => this.worker.postMessage({ type: 'answer', id, value, error });
    const at = URLExt.join(this.location.replace(/^[^/]*:/, ''), path);
    try {
      reply(await this[question](at, bytes));
    } catch (error) {
      reply(null, question === 'write' ? 'EIO' : undefined);
    }
  }

  async stat(at) {
    const found = await this.contents.get(at, { content: false });
    return { kind: found.type === 'directory' ? 'folder' : 'file', size: found.size ?? 0, time: Date.parse(found.last_modified) || 0 };
  }

  async list(at) {
    return (await this.contents.get(at, { content: true })).content.map((entry) => entry.name);
  }

  async read(at) {
    const found = await this.contents.get(at, { content: true });
    if (found.type === 'directory') return null;
    if (found.format === 'base64') return Uint8Array.from(atob(found.content), (c) => c.charCodeAt(0));
    return new TextEncoder().encode(found.format === 'json' ? JSON.stringify(found.content) : found.content);
  }

  async write(at, bytes) {
    const text = /\.svg$/i.test(at);
    const content = text ? new TextDecoder().decode(bytes) : btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));
    await this.contents.save(at, { type: 'file', format: text ? 'text' : 'base64', content });
  }

  dispose() {
    if (this.isDisposed) return;
    this.isDisposed = true;
    heed(false);
    this.worker.terminate();
    this.disposed.emit();
    Signal.clearData(this);
  }
}

const kernel = {
  id: 'saddle-jupyterlite:kernel',
  description: 'Saddle as a kernel in the browser.',
  autoStart: true,
  requires: [IKernelSpecs],
  optional: [IKernelClient, IContentsManager],
  activate: (_app, specs, client, contents) => {
    const kernels = new Map();
    specs.register({
      spec: {
        name: 'saddle', display_name: 'Saddle', language: 'saddle', argv: [],
        resources: { 'logo-svg': new URL('kernel/logo-svg.svg', extension).href },
      },
      create: async (options) => {
        const made = new Kernel(options, contents);
        kernels.set(options.id, made);
        return made;
      },
    });
    if (!client) return;
    const through = client.interrupt.bind(client);
    client.interrupt = async (id) => {
      kernels.get(id)?.interrupt();
      return through(id);
    };
  },
};

// On a phone the list of files leaves the notebook no room. JupyterLab unfolds it for the notebook of an address too, after all else.
const narrow = {
  id: 'saddle-jupyterlite:narrow',
  description: 'Folds the side bar where the window is narrow, until the reader does something.',
  autoStart: true,
  optional: [ILabShell],
  activate: (app, shell) => {
    const style = document.createElement('style');
    style.textContent = '.lm-MenuBar-itemLabel { white-space: nowrap; }'; // Chinese names of menus would break behind their first letter
    document.head.append(style);
    if (!shell || innerWidth >= 760) return;
    const fold = () => { if (!shell.leftCollapsed) shell.collapseLeft(); };
    shell.layoutModified.connect(fold);
    void app.restored.then(fold);
    for (const deed of ['pointerdown', 'keydown']) addEventListener(deed, () => shell.layoutModified.disconnect(fold), { capture: true, once: true });
  },
};

export default [kernel, translations, narrow, early];
