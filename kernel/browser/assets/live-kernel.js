// The kernel of a page: a worker, started when it is first needed, and the messages of the Jupyter protocol to and from it.

export class Kernel {
  // base is the address of the folder with worker.js; hear gets each message; files answers "stat", "list", "read" and "write";
  // loading is told how many bytes of the kernel have come in, and of how many.
  constructor(base, hear, files, loading) {
    Object.assign(this, { base, hear, files, loading });
    this.session = crypto.randomUUID();
    this.ended = new Map(); // what waits for the end of a request
    this.bell = crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
    this.worker = null;
  }

  // start promises the worker once it is ready; it is rejected with the reason where it cannot be had.
  start() {
    this.ready ??= new Promise((resolve, reject) => {
      this.worker = new Worker(new URL('worker.js', this.base));
      this.worker.onerror = (event) => reject(new Error(event.message ?? 'worker.js'));
      this.worker.onmessage = ({ data }) => {
        switch (data.type) {
          case 'loading': return this.loading(data.loaded, data.total);
          case 'ready': return resolve(data.milliseconds);
          case 'failed': return reject(new Error(data.reason));
          case 'ask': return this.answer(data);
          case 'message': return this.receive(JSON.parse(data.text), data.buffers);
        }
      };
      this.worker.postMessage({ type: 'start', language: document.documentElement.lang, formulas: true, bell: this.bell });
    });
    return this.ready;
  }

  async answer({ id, question, path, bytes }) {
    let value = null;
    let error;
    try {
      value = await this.files[question](path, bytes);
    } catch {
      error = 'EIO';
    }
    this.worker.postMessage({ type: 'answer', id, value, error });
  }

  receive(message, buffers) {
    message.buffers = buffers;
    this.hear(message);
    const request = message.parent_header.msg_id;
    if (message.header.msg_type === 'status' && message.content.execution_state === 'idle') {
      this.ended.get(request)?.();
      this.ended.delete(request);
    }
  }

  // send sends a request and returns its id; done is called when it has been dealt with.
  send(channel, msg_type, content, done) {
    const msg_id = crypto.randomUUID();
    if (done) this.ended.set(msg_id, done);
    const header = { msg_id, session: this.session, username: '', date: new Date().toISOString(), msg_type, version: '5.3' };
    const text = JSON.stringify({ channel, header, parent_header: {}, metadata: {}, content });
    this.worker.postMessage({ type: 'message', text, buffers: [] });
    return msg_id;
  }

  execute(code, done) {
    return this.send('shell', 'execute_request', { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true, stop_on_error: true }, done);
  }

  interrupt() {
    this.send('control', 'interrupt_request', {});
    if (this.bell) Atomics.add(this.bell, 0, 1);
  }

  // reply answers a question of the kernel.
  reply(question, value) {
    const header = { msg_id: crypto.randomUUID(), session: this.session, username: '', date: new Date().toISOString(), msg_type: 'input_reply', version: '5.3' };
    const text = JSON.stringify({ channel: 'stdin', header, parent_header: question.header, metadata: {}, content: { status: 'ok', value } });
    this.worker.postMessage({ type: 'message', text, buffers: [] });
  }
}

// beside are the files beside a page: read from where it is, written as downloads.
export const beside = {
  async stat(path) {
    if (!/\.[^./]+$/.test(path)) return { kind: 'folder', size: 0, time: 0 };
    const bytes = await beside.read(path);
    return bytes && { kind: 'file', size: bytes.length, time: 0 };
  },
  async list() { return []; },
  async read(path) {
    const answer = await fetch(new URL(path, location.href)).catch(() => null);
    return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  },
  async write(path, bytes) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = path.split('/').pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return null;
  },
};
