// Saddle's pictures as a page knows them: points dragged, surfaces turned, values under the pointer.
const far = 1e9;

// pause is how long the texts around a dragged picture stand, in milliseconds: to put them in a notebook anew takes as long as a
// picture, and nobody reads faster.
const pause = 150;

// slow is how long an answer may take, in milliseconds, for a second question to be asked meanwhile.
const slow = 200;

// value of an axis at a share of its length, and back.
function along(axis) {
  const log = (v) => Math.log(v);
  const bent = (v) => Math.sign(v) * Math.log1p(Math.abs(v) / axis.unit);
  const unbent = (s) => Math.sign(s) * axis.unit * Math.expm1(Math.abs(s));
  const [to, from] = axis.log ? [log, Math.exp] : axis.unit > 0 ? [bent, unbent] : [(v) => v, (v) => v];
  const low = to(axis.min), high = to(axis.max);
  const digits = Math.ceil(-Math.log10((axis.max - axis.min) / 500));
  const round = (v) => axis.log || axis.unit > 0 ? Number(v.toPrecision(4)) : digits > 0 ? Number(v.toFixed(Math.min(digits, 100))) : Math.round(v * 10 ** digits) / 10 ** digits;
  return { share: (v) => (to(v) - low) / (high - low), at: (s) => round(from(low + Math.min(1, Math.max(0, s)) * (high - low))) };
}

function element(tag, parent, style, attributes = {}) {
  const e = document.createElement(tag);
  e.style.cssText = style;
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  parent.append(e);
  return e;
}

// pictureOf is a PNG for the page.
function pictureOf(bytes) {
  return new Blob([bytes], { type: 'image/png' });
}

// hush keeps JupyterLab from changing the icon of the page each time the kernel is busy and idle again, which takes a seventh of the
// work of a frame: while a point is dragged the icons have not the class by which they are found.
function hush(quiet) {
  for (const icon of document.querySelectorAll(quiet ? 'link.favicon' : 'link.saddle-icon')) {
    icon.classList.toggle('favicon', !quiet);
    icon.classList.toggle('saddle-icon', quiet);
  }
}

// settles asks for whole pictures once a slider that has moved rests: those that come meanwhile are made in haste.
function settles(model) {
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    if (model.get('passing')) waiting = setTimeout(() => model.send({ settle: model.get('drawn') }), pause);
  };
  model.on('change:drawn', wait);
  wait();
}

// A view of the model in the page.
class View {
  constructor(model, el) {
    this.model = model;
    this.drag = null;
    this.asked = 0; // the number of the newest question
    this.under = new Map(); // when those were asked that are not answered, by their numbers
    this.next = null; // what is to be asked
    this.trip = Infinity; // how long the newest answer took
    this.root = element('div', el, 'max-width:100%', { class: 'saddle-live' });
    this.figures = [];
    this.said = element('div', this.root, 'min-height:1.4em;font-size:13px;color:var(--jp-ui-font-color1,inherit)', { class: 'saddle-said', 'aria-live': 'polite' });
    this.hear = { 'change:drawn': () => this.frames(), 'change:at': () => this.place(), 'change:found': () => this.tell(), 'change:failed': () => this.fade(), 'change:answered': () => this.answered() };
    for (const [event, heard] of Object.entries(this.hear)) model.on(event, heard);
    this.root.addEventListener('pointerleave', () => this.look(null));
    this.frames();
  }

  remove() {
    for (const [event, heard] of Object.entries(this.hear)) this.model.off(event, heard);
    for (const figure of this.figures) URL.revokeObjectURL(figure.url);
    clearTimeout(this.resting);
    clearTimeout(this.waiting);
    clearTimeout(this.texts);
    if (this.drag) hush(false);
  }

  say(state) {
    for (const [key, value] of Object.entries(state)) this.model.set(key, value);
    this.model.save_changes();
  }

  // ask says where something is while it is moved. Two such questions are under way at most, so that the kernel draws a picture
  // while the page shows the one before, but only one where answers are slow; of what would be asked meanwhile the newest counts.
  // (What is saved by save_changes waits until the kernel is idle: then page and kernel work by turns.)
  ask(state) {
    for (const [key, value] of Object.entries(state)) this.model.set(key, value);
    this.next = { ...this.next, ...state };
    this.send();
  }

  send() {
    if (!this.next || this.under.size >= (this.trip < slow ? 2 : 1)) return;
    this.asked = Math.max(this.asked, this.model.get('answered')) + 1; // there may be a second view
    this.under.set(this.asked, performance.now());
    this.model.send({ ...this.next, asked: this.asked });
    this.next = null;
  }

  answered() {
    const newest = this.model.get('answered');
    for (const [number, since] of this.under) if (number <= newest) {
      this.trip = performance.now() - since;
      this.under.delete(number);
    }
    this.send();
  }

  // frames shows the newest pictures.
  frames() {
    const pictures = this.model.get('pictures');
    while (this.figures.length > pictures.length) {
      const gone = this.figures.pop();
      gone.box.remove();
      URL.revokeObjectURL(gone.url);
    }
    pictures.forEach((picture, i) => {
      const figure = this.figures[i] ??= this.figure();
      const { img } = figure;
      img.width = picture.width;
      if (picture.alt) img.alt = picture.alt;
      const frame = this.model.get('frame' + i), part = picture.part && this.model.get('part' + i); // a DataView each
      if (frame && frame !== figure.frame) {
        const old = figure.url, turn = ++figure.turn;
        figure.frame = frame;
        figure.url = URL.createObjectURL(pictureOf(frame));
        img.onload = () => this.uncover(figure, turn);
        img.src = figure.url;
        if (old) setTimeout(() => URL.revokeObjectURL(old), 1000);
        this.counted();
      }
      if (part && part !== figure.part) {
        figure.part = part;
        this.cover(figure, ++figure.turn, part, picture.part);
        this.counted();
      }
      this.grounds(figure, i, picture.places);
    });
    this.fade();
    this.place();
  }

  // counted keeps how many pictures have come.
  counted() {
    this.root.dataset.frames = 1 + Number(this.root.dataset.frames || 0);
  }

  // cover lays a part over the picture, once it is decoded, unless a newer one lies there by then.
  async cover(figure, turn, part, [x, y, width, height]) {
    const bitmap = await createImageBitmap(pictureOf(part));
    if (turn > figure.shown) {
      figure.shown = turn;
      const { over } = figure;
      if (over.width !== width || over.height !== height) Object.assign(over, { width, height });
      const pen = over.getContext('2d');
      pen.clearRect(0, 0, width, height);
      pen.drawImage(bitmap, x, y);
    }
    bitmap.close();
  }

  // uncover takes away what lies over an older picture than the one that is there now.
  uncover(figure, turn) {
    if (turn < figure.shown) return;
    figure.shown = turn;
    figure.over.width = figure.over.height = 1; // empties it
  }

  figure() {
    const box = element('div', this.root, 'position:relative;display:table;max-width:100%;user-select:none;-webkit-user-select:none');
    this.root.insertBefore(box, this.said);
    const paper = element('div', box, 'position:relative');
    const img = element('img', paper, 'display:block;max-width:100%;height:auto', { alt: '', draggable: 'false' });
    const over = element('canvas', paper, 'position:absolute;left:0;top:0;width:100%;height:100%;pointer-events:none', { width: 1, height: 1, 'aria-hidden': 'true' });
    return { box, paper, img, over, url: '', frame: null, part: null, turn: 0, shown: 0, grounds: [] };
  }

  // grounds are the frames of a picture, over which the pointer goes.
  grounds(figure, i, places) {
    while (figure.grounds.length > places.length) figure.grounds.pop().e.remove();
    places.forEach((place, k) => {
      const g = figure.grounds[k] ??= this.ground(figure.box, i, k);
      g.place = place;
      g.x = along(place.x);
      g.y = along(place.y);
      const percent = (share) => 100 * share + '%';
      Object.assign(g.e.style, { left: percent(place.left), top: percent(place.top), width: percent(place.right - place.left), height: percent(place.bottom - place.top) });
      const points = place.plane ? this.model.get('at') : [];
      while (g.dots.length > points.length) g.dots.pop().remove();
      while (g.dots.length < points.length) g.dots.push(this.dot(g, g.dots.length));
      g.e.style.cursor = place.turn ? 'grab' : points.length ? 'crosshair' : '';
      g.e.style.touchAction = place.turn ? 'none' : 'auto';
      if (place.turn) {
        g.e.tabIndex = 0;
        g.e.setAttribute('role', 'application');
        g.e.setAttribute('aria-label', this.model.get('words').surface);
      }
    });
  }

  ground(box, i, k) {
    const g = { i, k, dots: [], turn: null };
    g.e = element('div', box, 'position:absolute;outline-offset:-2px', { class: 'saddle-ground' });
    g.ring = element('div', g.e, 'position:absolute;width:10px;height:10px;margin:-7px;border:2px solid #d9480f;border-radius:50%;pointer-events:none;display:none', { class: 'saddle-ring' });
    g.e.addEventListener('pointerdown', (event) => this.down(event, g));
    g.e.addEventListener('pointermove', (event) => this.move(event, g));
    for (const end of ['pointerup', 'pointercancel']) g.e.addEventListener(end, (event) => this.up(event));
    g.e.addEventListener('click', (event) => this.tap(event, g));
    g.e.addEventListener('keydown', (event) => this.turnByKey(event, g));
    g.e.addEventListener('dblclick', () => g.place.turn && this.turn(g, null));
    return g;
  }

  // dot is a point to be dragged; it is large enough for a finger.
  dot(g, n) {
    const name = this.model.get('names')[n];
    const dot = element('div', g.e, 'position:absolute;width:44px;height:44px;margin:-22px;border-radius:50%;cursor:grab;touch-action:none;outline-offset:-12px', { class: 'saddle-dot', role: 'slider', tabindex: '0', 'aria-label': this.model.get('words').point.replace('{1}', name), 'aria-roledescription': this.model.get('words').kind });
    element('div', dot, 'position:absolute;left:13px;top:13px;width:14px;height:14px;border:2px solid #fff;border-radius:50%;background:#111;box-shadow:0 0 0 1px #111;pointer-events:none');
    dot.addEventListener('pointerdown', (event) => this.down(event, g, n));
    dot.addEventListener('keydown', (event) => this.moveByKey(event, g, n));
    return dot;
  }

  // place puts the dots where the points are.
  place() {
    const at = this.model.get('at');
    for (const figure of this.figures) for (const g of figure.grounds) g.dots.forEach((dot, n) => {
      const [x, y] = at[n], u = g.x.share(x), v = g.y.share(y);
      const inside = u >= 0 && u <= 1 && v >= 0 && v <= 1;
      const edge = (s) => 100 * Math.min(1, Math.max(0, s)) + '%';
      dot.style.left = edge(u);
      dot.style.top = edge(1 - v);
      dot.style.opacity = inside ? 1 : 0.4;
      dot.setAttribute('aria-valuetext', `(${Number(x.toPrecision(5))}, ${Number(y.toPrecision(5))})`);
      dot.setAttribute('aria-valuenow', String(x));
    });
  }

  // shares are where the pointer is in a ground, from its left and its bottom.
  shares(event, g) {
    const r = g.e.getBoundingClientRect();
    return [(event.clientX - r.left) / r.width, (r.bottom - event.clientY) / r.height];
  }

  down(event, g, n) {
    if (event.button !== 0 || this.drag) return;
    if (g.place.turn) {
      const camera = g.turn ?? g.place.turn;
      this.drag = { g, from: [event.clientX, event.clientY], camera };
      g.e.focus({ preventScroll: true });
    } else if (n !== undefined || event.pointerType === 'mouse' && g.dots.length) {
      this.drag = { g, n: n ?? this.nearest(event, g) };
      g.dots[this.drag.n].focus({ preventScroll: true });
      this.to(event, g, this.drag.n);
    } else return;
    this.under.clear(); // were one lost, with the network, no other would be asked
    hush(true);
    g.e.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.stopPropagation();
  }

  move(event, g) {
    if (!this.drag) return this.look(event, g);
    if (this.drag.g !== g) return;
    if (this.drag.n !== undefined) return this.to(event, g, this.drag.n);
    const { from, camera } = this.drag;
    const azimuth = camera[0] - (event.clientX - from[0]) * 0.5, elevation = camera[1] + (event.clientY - from[1]) * 0.5;
    this.turn(g, [azimuth, elevation], true);
  }

  up(event) {
    if (!this.drag) return;
    this.drag = this.next = null;
    clearTimeout(this.texts);
    hush(false);
    this.rest();
    this.say({ moving: false });
  }

  // tap moves a point by a finger, which scrolls the page when it moves.
  tap(event, g) {
    if (event.pointerType === 'mouse' || g.place.turn || !g.dots.length || event.target !== g.e) return;
    this.to(event, g, this.nearest(event, g));
    this.up(this.drag = {});
  }

  nearest(event, g) {
    const [u, v] = this.shares(event, g), at = this.model.get('at');
    const distance = ([x, y]) => Math.hypot(Math.max(-far, Math.min(far, g.x.share(x))) - u, Math.max(-far, Math.min(far, g.y.share(y))) - v);
    return at.reduce((best, point, n) => distance(point) < distance(at[best]) ? n : best, 0);
  }

  to(event, g, n) {
    const [u, v] = this.shares(event, g);
    this.put(n, [g.x.at(u), g.y.at(v)]);
  }

  put(n, point) {
    const at = this.model.get('at').map((old, i) => i === n ? point : old);
    this.ask({ at, moving: true, alone: this.alone() });
  }

  // alone reports whether the next pictures come without the texts around them, which follow after a pause.
  alone() {
    clearTimeout(this.texts);
    const rest = (this.read ?? -far) + pause - performance.now();
    if (rest > 0) this.texts = setTimeout(() => this.ask({ alone: this.alone() }), rest);
    else this.read = performance.now();
    return rest > 0;
  }

  // stepOf are the arrow keys; with Shift a step is ten times as long.
  stepOf(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return null;
    event.preventDefault();
    event.stopPropagation(); // they would move between cells
    return step.map((d) => event.shiftKey ? 10 * d : d);
  }

  moveByKey(event, g, n) {
    const step = this.stepOf(event);
    if (!step) return;
    const [x, y] = this.model.get('at')[n];
    this.put(n, [g.x.at(g.x.share(x) + step[0] / 100), g.y.at(g.y.share(y) + step[1] / 100)]);
    this.up(this.drag = {});
  }

  turnByKey(event, g) {
    const step = g.place.turn && event.target === g.e && this.stepOf(event);
    if (!step) return;
    const [azimuth, elevation] = g.turn ?? g.place.turn;
    this.turn(g, [azimuth + 2 * step[0], elevation + 2 * step[1]]);
  }

  // turn looks at a surface from elsewhere; null is as at first.
  turn(g, camera, moving = false) {
    g.turn = camera && [((camera[0] + 180) % 360 + 360) % 360 - 180, Math.max(-90, Math.min(90, camera[1]))];
    this.rest();
    this[moving ? 'ask' : 'say']({ turn: [g.i, g.k, ...(g.turn ?? [])], moving });
  }

  // look asks what is under the pointer.
  look(event, g) {
    clearTimeout(this.waiting);
    if (!event) return this.model.get('look') && this.say({ look: null });
    if (g.place.turn) return;
    const [u, v] = this.shares(event, g), r = g.e.getBoundingClientRect();
    const [x, y] = [g.x.at(u), g.y.at(v)], near = (axis, s, d) => Math.abs(axis.at(s + d) - axis.at(s - d)) / 2;
    this.waiting = setTimeout(() => this.say({ look: [g.i, g.k, x, y, near(g.x, u, 12 / r.width), near(g.y, v, 12 / r.height)] }), 30);
  }

  tell() {
    const found = this.model.get('found');
    this.said.textContent = found ? found.text : '';
    for (const figure of this.figures) for (const g of figure.grounds) {
      const here = found && found.mark && found.of[0] === g.i && found.of[1] === g.k;
      g.ring.style.display = here ? '' : 'none';
      if (here) Object.assign(g.ring.style, { left: 100 * g.x.share(found.at[0]) + '%', top: 100 * (1 - g.y.share(found.at[1])) + '%' });
    }
  }

  // fade shows that the pictures are not of what was asked for last.
  fade() {
    for (const { paper } of this.figures) paper.style.opacity = this.model.get('failed') ? 0.35 : 1;
  }

  // rest says that the reader has gone elsewhere, so that what is stored of the cell may be as it is now: that makes all of
  // it anew in the page, so nothing of it may be in use.
  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      let all = this.root;
      for (let e = all; e; e = e.parentElement) if (e.classList.contains('jupyter-widgets')) all = e;
      if (this.drag || all.contains(document.activeElement) || all.matches(':hover')) return this.rest();
      this.say({ rest: (this.model.get('rest') || 0) + 1 });
    }, 500);
  }
}

export default {
  initialize({ model }) {
    settles(model);
    model.set('ready', true);
    model.save_changes();
  },
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.remove();
  },
};
