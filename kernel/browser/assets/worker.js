// The kernel in a worker. The page says
//
//   {type: 'start', language: 'en', formulas, bell}  once; formulas: they are set as MathML; bell: an Int32Array of one number in
//                                              memory that both share, which the page raises after a message that cannot wait
//   {type: 'message', text, buffers}           a Jupyter message, {"channel", "header", …} as JSON
//   {type: 'answer', id, value | error}        to what was asked of it
//
// and hears {type: 'loading', loaded, total}, in bytes, from time to time while the kernel comes in, where total is known,
// {type: 'ready', milliseconds}, {type: 'failed', reason}, {type: 'message', text, buffers}, and questions about the notebook's folder,
// {type: 'ask', id, question: 'stat' | 'list' | 'read' | 'write', path, bytes}. What it says before the
// kernel is ready waits.
'use strict';

importScripts('files.js');

const early = [];
const questions = new Map();
let asked = 0;

function ask(question, path, bytes) {
  return new Promise((resolve, reject) => {
    questions.set(++asked, { resolve, reject });
    postMessage({ type: 'ask', id: asked, question, path, bytes });
  });
}

saddleFiles(ask, self.location.href);
importScripts('wasm_exec.js');

self.onmessage = ({ data }) => {
  switch (data.type) {
    case 'start':
      start(data).catch((error) => postMessage({ type: 'failed', reason: String(error) }));
      break;
    case 'message':
      if (self.saddleReceive) self.saddleReceive(data.text, data.buffers);
      else early.push(data);
      break;
    case 'answer': {
      const { resolve, reject } = questions.get(data.id);
      questions.delete(data.id);
      if (data.error) reject(Object.assign(new Error(data.error), { code: data.error }));
      else resolve(data.value);
    }
  }
};

self.saddlePost = (text, buffers) => postMessage({ type: 'message', text, buffers }, buffers.map((b) => b.buffer));

// program fetches the kernel, which is packed; a server that says so has had the browser unpack it already. It is compiled while
// it comes in.
async function program() {
  const answer = await fetch(new URL('saddle.wasm.gz', self.location.href));
  if (!answer.ok) throw new Error(`saddle.wasm.gz: ${answer.status}`);
  const [head, whole] = answer.body.tee();
  const reader = head.getReader();
  const { value } = await reader.read();
  void reader.cancel();
  const packed = value?.[0] === 0x1f;
  const told = whole.pipeThrough(progress(packed ? Number(answer.headers.get('Content-Length')) : 0));
  const unpacked = packed ? told.pipeThrough(new DecompressionStream('gzip')) : told;
  return new Response(unpacked, { headers: { 'Content-Type': 'application/wasm' } });
}

// progress passes a stream on and tells the page how much of it has come in.
function progress(total) {
  let loaded = 0;
  let last = performance.now();
  return new TransformStream({
    transform(chunk, out) {
      loaded += chunk.length;
      out.enqueue(chunk);
      if (performance.now() - last < 250) return;
      last = performance.now();
      postMessage({ type: 'loading', loaded, total });
    },
  });
}

async function start({ language, formulas, bell }) {
  const begun = performance.now();
  self.saddleBell = bell; // kernel/session/yield_js.go
  const go = new Go();
  go.env = { LANG: language.toLowerCase().startsWith('zh') ? 'zh_CN.UTF-8' : 'en_US.UTF-8', HOME: '/', SADDLE_FORMULAS: formulas ? 'mathml' : '' };
  const { instance } = await WebAssembly.instantiateStreaming(program(), go.importObject);
  const compiled = performance.now();
  const ready = new Promise((resolve) => { self.saddleReady = resolve; });
  go.run(instance);
  await ready;
  for (const m of early.splice(0)) self.saddleReceive(m.text, m.buffers);
  postMessage({ type: 'ready', milliseconds: { load: compiled - begun, start: performance.now() - compiled } });
}
