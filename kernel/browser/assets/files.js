// The files of a kernel in a worker, as Go asks for them (globalThis.fs, which resembles Node's):
//
//   /history/…   the cells of all sessions, kept in the browser's storage, or in memory where there is none
//   /notebook/…  the notebook's folder, asked of the page, which answers "stat", "list", "read" and "write"
//   /saddle/…    beside this script, fetched when it is opened
//
// A new file of the notebook's folder is in memory until it gets its name: pictures are written so.
'use strict';

(() => {
  const constants = { O_WRONLY: 1, O_RDWR: 2, O_CREAT: 0x40, O_EXCL: 0x80, O_TRUNC: 0x200, O_APPEND: 0x400, O_DIRECTORY: 0x10000 };
  const isFolder = 0o040755;
  const isFile = 0o100644;
  const decoder = new TextDecoder();

  const failure = (code) => Object.assign(new Error(code), { code });
  const within = (folder, path) => path === folder || path.startsWith(folder + '/');
  const nameIn = (folder, path) => path.slice(folder.length + 1);

  // Storage keeps the history: an IndexedDB of names and bytes; a map where that cannot be had.
  class Storage {
    constructor() {
      this.files = new Map();
      this.opened = new Promise((resolve) => {
        if (!globalThis.indexedDB) return resolve(null);
        const request = indexedDB.open('saddle', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('history');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => resolve(null);
      }).catch(() => null);
    }

    // run makes one request of the store and waits for the transaction; null where there is no storage.
    async run(mode, ask) {
      const database = await this.opened;
      if (!database) return null;
      return new Promise((resolve, reject) => {
        const transaction = database.transaction('history', mode);
        const request = ask(transaction.objectStore('history'));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(failure(transaction.error?.name === 'QuotaExceededError' ? 'ENOSPC' : request.error?.name === 'ConstraintError' ? 'EEXIST' : 'EIO'));
      });
    }

    // load reads all files: those of other pages too.
    async load() {
      const names = await this.run('readonly', (store) => store.getAllKeys());
      if (!names) return;
      const files = await this.run('readonly', (store) => store.getAll());
      this.files = new Map(names.map((name, i) => [name, files[i]]));
    }

    async list() {
      await this.load();
      return [...this.files.keys()];
    }

    async get(name) {
      if (!this.files.has(name)) await this.load();
      return this.files.get(name) ?? null;
    }

    async put(name, bytes, fresh) {
      const file = { bytes, time: Date.now() };
      if (fresh && this.files.has(name)) throw failure('EEXIST');
      await this.run('readwrite', (store) => (fresh ? store.add(file, name) : store.put(file, name)));
      this.files.set(name, file);
    }

    async remove(name) {
      await this.run('readwrite', (store) => store.delete(name));
      this.files.delete(name);
    }
  }

  // connect gives Go its files. ask(question, path, bytes) asks the page and promises its answer; base is where this script is.
  globalThis.saddleFiles = function connect(ask, base) {
    const storage = new Storage();
    const scratch = new Map(); // new files of the notebook's folder
    const open = new Map();
    let next = 100;

    const describe = (kind, size = 0, time = 0) => {
      const mode = kind === 'folder' ? isFolder : isFile;
      return {
        dev: 0, ino: 0, mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size, blksize: 4096, blocks: Math.ceil(size / 512),
        atimeMs: time, mtimeMs: time, ctimeMs: time, isDirectory: () => kind === 'folder',
      };
    };

    async function stat(path) {
      if (['/', '/history', '/notebook', '/saddle'].includes(path)) return describe('folder');
      if (within('/history', path)) {
        const file = await storage.get(nameIn('/history', path));
        if (!file) throw failure('ENOENT');
        return describe('file', file.bytes.length, file.time);
      }
      if (within('/notebook', path)) {
        if (scratch.has(path)) return describe('file', scratch.get(path).length);
        const found = await ask('stat', nameIn('/notebook', path));
        if (!found) throw failure('ENOENT');
        return describe(found.kind, found.size, found.time);
      }
      throw failure('ENOENT');
    }

    async function read(path) {
      if (within('/saddle', path)) {
        const answer = await fetch(new URL(nameIn('/saddle', path), base));
        if (!answer.ok) throw failure('ENOENT');
        return new Uint8Array(await answer.arrayBuffer());
      }
      if (within('/history', path)) return (await storage.get(nameIn('/history', path)))?.bytes ?? null;
      if (scratch.has(path)) return scratch.get(path);
      return within('/notebook', path) ? ask('read', nameIn('/notebook', path)) : null;
    }

    async function write(path, bytes, fresh) {
      if (within('/history', path)) return storage.put(nameIn('/history', path), bytes, fresh);
      if (!within('/notebook', path)) throw failure('EROFS');
      scratch.set(path, bytes);
    }

    async function opened(path, flags) {
      if (path === '/history' || path === '/notebook' || flags & constants.O_DIRECTORY) {
        const about = await stat(path);
        if (!about.isDirectory()) throw failure('ENOTDIR');
        open.set(next, { path, about });
        return next++;
      }
      if (flags & constants.O_EXCL) {
        await write(path, new Uint8Array(0), true);
        open.set(next, { path, bytes: new Uint8Array(0), at: 0, flags });
        return next++;
      }
      let bytes = await read(path);
      if (!bytes && within('/notebook', path) && (await stat(path)).isDirectory()) {
        open.set(next, { path, about: describe('folder') });
        return next++;
      }
      if (!bytes && !(flags & constants.O_CREAT)) throw failure('ENOENT');
      if (!bytes || flags & constants.O_TRUNC) bytes = new Uint8Array(0);
      open.set(next, { path, bytes, at: 0, flags });
      return next++;
    }

    const file = (fd) => {
      const found = open.get(fd);
      if (!found) throw failure('EBADF');
      return found;
    };

    async function keep(f) {
      if (!f.changed) return;
      f.changed = false;
      await write(f.path, f.bytes, false);
    }

    async function list(path) {
      if (path === '/history') return storage.list();
      if (within('/notebook', path)) return ask('list', nameIn('/notebook', path));
      throw failure('ENOENT');
    }

    async function rename(from, to) {
      if (!scratch.has(from)) throw failure('ENOSYS');
      await ask('write', nameIn('/notebook', to), scratch.get(from));
      scratch.delete(from);
    }

    async function unlink(path) {
      if (within('/history', path)) return storage.remove(nameIn('/history', path));
      if (!scratch.delete(path)) throw failure('ENOENT');
    }

    function readAt(fd, buffer, offset, length, position) {
      const f = file(fd);
      if (f.about) return 0; // a folder, where the history of earlier versions would be a file: an empty one
      const from = position ?? f.at;
      const part = f.bytes.subarray(from, from + length);
      buffer.set(part, offset);
      if (position === null) f.at += part.length;
      return part.length;
    }

    function writeAt(fd, buffer, offset, length, position) {
      if (fd === 1 || fd === 2) {
        console.log(decoder.decode(buffer.subarray(offset, offset + length)).trimEnd());
        return length;
      }
      const f = file(fd);
      const from = f.flags & constants.O_APPEND ? f.bytes.length : position ?? f.at;
      const bytes = new Uint8Array(Math.max(f.bytes.length, from + length));
      bytes.set(f.bytes);
      bytes.set(buffer.subarray(offset, offset + length), from);
      f.bytes = bytes;
      f.changed = true;
      if (position === null) f.at = from + length;
      return length;
    }

    // later makes a function that promises one that calls back, as Go wants it.
    const later = (act) => (...given) => {
      const callback = given.pop();
      (async () => act(...given))().then(
        (result) => callback(null, result),
        (error) => callback(error.code ? error : Object.assign(error, { code: 'EIO' })),
      );
    };
    const refused = later(() => { throw failure('ENOSYS'); });
    const done = later(() => undefined);

    globalThis.fs = {
      constants,
      writeSync: (fd, buffer) => writeAt(fd, buffer, 0, buffer.length, null),
      open: later(opened),
      close: later(async (fd) => { const f = file(fd); await keep(f); open.delete(fd); }),
      fsync: later((fd) => keep(file(fd))),
      read: later(readAt),
      write: later(writeAt),
      stat: later(stat),
      lstat: later(stat),
      fstat: later((fd) => { const f = file(fd); return f.about ?? describe('file', f.bytes.length); }),
      readdir: later(list),
      rename: later(rename),
      unlink: later(unlink),
      mkdir: done, chmod: done, fchmod: done,
      chown: refused, fchown: refused, lchown: refused, ftruncate: refused, truncate: refused, link: refused, readlink: refused,
      rmdir: refused, symlink: refused, utimes: refused,
    };
    globalThis.process = { pid: 1, ppid: 0, getuid: () => 0, getgid: () => 0, geteuid: () => 0, getegid: () => 0, cwd: () => '/notebook' };
    globalThis.path = { resolve: (...parts) => resolved(parts.join('/')) };
  };

  function resolved(path) {
    const parts = [];
    for (const part of (path.startsWith('/') ? path : '/notebook/' + path).split('/')) {
      if (part === '..') parts.pop();
      else if (part && part !== '.') parts.push(part);
    }
    return '/' + parts.join('/');
  }
})();
