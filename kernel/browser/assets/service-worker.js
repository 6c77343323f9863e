// Keeps a site for use without a network, from its first page on. Before this stand
//
//   const version = '…', files = ['lab/index.html', …];
//
// the files by their names below this script, and what changes when one of them does. A page that is opened first loads while
// all files are put by; from then on everything comes from there, until there is another version.
'use strict';

const prefix = 'saddle ' + self.registration.scope;
const store = `${prefix} ${version}`;
const addresses = new Set(files.map((name) => new URL(name, self.registration.scope).href));

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.pathname.endsWith('/api/service-worker-heartbeat')) return event.respondWith(new Response('ok'));
  const name = request.method === 'GET' && url.origin === location.origin && known(url);
  if (name) event.respondWith(answer(name, request));
});

const patience = 20_000; // milliseconds that a page may hold up the next file
let quiet; // while a page's kernel works: until it has done so
let go = () => {};

self.addEventListener('message', ({ data }) => {
  if (data === 'go') go();
  if (data === 'wait') quiet ??= new Promise((done) => { go = done; setTimeout(done, patience); }).then(() => { quiet = undefined; });
});

// known is the file that an address stands for, if it is one of ours: of a folder, its index.
function known(url) {
  const plain = url.origin + url.pathname;
  const index = plain.endsWith('/') ? plain + 'index.html' : plain;
  return addresses.has(index) && index;
}

async function answer(name, request) {
  const cache = await caches.open(store);
  return (await cache.match(name)) ?? fetch(request);
}

// keepAll puts all files by. The network is the page's first: so the kernel comes before all else, which a reader's first cell waits
// for too and then shares, and the rest two at a time while no page's kernel works. What was put by when the browser gave up last time stays.
async function keepAll() {
  const cache = await caches.open(store);
  const kernel = [...addresses].filter((name) => name.endsWith('/saddle.wasm.gz'));
  for (const name of kernel) await keep(cache, name);
  const left = [...addresses];
  await Promise.all([1, 2].map(async () => {
    while (left.length > 0) {
      await quiet;
      await keep(cache, left.shift());
    }
  }));
}

async function keep(cache, name) {
  if (await cache.match(name)) return;
  const found = await fetch(name, { priority: 'low' });
  if (!found.ok) throw new Error(`${name}: ${found.status}`);
  const { status, headers } = found;
  // Some servers lead from index.html to its folder; a page may not come from where another led to.
  await cache.put(name, found.redirected ? new Response(await found.blob(), { status, headers }) : found);
}

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix + ' ') && name !== store) await caches.delete(name);
  }
}
