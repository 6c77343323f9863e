// A page for a worker's script in Node: node page.cjs FOLDER NOTEBOOK_FOLDER. Each line of standard input is what the page says to
// the worker, each line of standard output what it hears. Buffers are base64.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { Worker } = require('worker_threads');
const [folder, notebook] = process.argv.slice(2);

globalThis.self = globalThis;
globalThis.location = { href: 'http://127.0.0.1/saddle/worker.js' };
globalThis.fetch = async (url) => new Response(fs.readFileSync(path.join(folder, path.basename(new URL(url).pathname))));
globalThis.importScripts = (name) => vm.runInThisContext(fs.readFileSync(path.join(folder, name), 'utf8'), { filename: name });

const stdin = process.stdin;
const stdout = process.stdout;
const fileSystem = fs;
const exit = process.exit.bind(process);
let kept = '';

function answer({ id, question, path: name, bytes }) {
  const at = path.join(notebook, name);
  const reply = (value, error) => globalThis.onmessage({ data: { type: 'answer', id, value, error } });
  if (!fileSystem.existsSync(at) && question !== 'write') return reply(null);
  switch (question) {
    case 'stat': {
      const about = fileSystem.statSync(at);
      return reply({ kind: about.isDirectory() ? 'folder' : 'file', size: about.size, time: 0 });
    }
    case 'list': return reply(fileSystem.readdirSync(at));
    case 'read': return reply(fileSystem.statSync(at).isDirectory() ? null : new Uint8Array(fileSystem.readFileSync(at)));
    case 'write': fileSystem.writeFileSync(at, bytes); return reply(null);
  }
}

globalThis.postMessage = (data) => {
  if (data.type === 'ask') return void setTimeout(answer, 1, data);
  const buffers = data.buffers?.map((b) => Buffer.from(b).toString('base64'));
  stdout.write(JSON.stringify({ ...data, buffers }) + '\n');
};
console.log = (...said) => process.stderr?.write(said.join(' ') + '\n');

// What the kernel has the browser compile is told.
const { Module } = WebAssembly;
WebAssembly.Module = class extends Module {
  constructor(...given) {
    super(...given);
    stdout.write('{"type": "compiled"}\n');
  }
};

// How often the kernel gave the thread up: Go sets a timer for that.
let turns = 0;
const { setTimeout } = globalThis;
globalThis.setTimeout = (...given) => {
  turns++;
  return setTimeout(...given);
};

// A bell, which another thread rings every so many milliseconds.
const bell = new Int32Array(new SharedArrayBuffer(4));
const ringer = `const { bell, every } = require('worker_threads').workerData; setInterval(() => Atomics.add(bell, 0, 1), every);`;

function hear(data) {
  switch (data.type) {
    case 'start': return globalThis.onmessage({ data: { ...data, bell } });
    case 'ring': return new Worker(ringer, { eval: true, workerData: { bell, every: data.every } }).unref();
    case 'turns': return stdout.write(JSON.stringify({ type: 'turns', text: String(turns) }) + '\n');
    default: globalThis.onmessage({ data });
  }
}

importScripts('worker.js');
stdin.on('data', (chunk) => {
  const lines = (kept + chunk).split('\n');
  kept = lines.pop();
  for (const line of lines) hear(JSON.parse(line));
});
stdin.on('end', () => exit(0));
