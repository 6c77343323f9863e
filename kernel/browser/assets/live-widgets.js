// Sliders, menus and players: the models of ipywidgets that Saddle uses, and their views.

import pointing from './pointing.js'; // kernel/language/widget/live.js
import { element, fill, picture, shown } from './live-output.js';

// Model is one object that page and kernel both know, as anywidget's modules see it. One message of it is under way; what changes
// meanwhile goes with the next.
class Model {
  constructor(widgets, id, state) {
    Object.assign(this, { widgets, id, state, changed: {}, busy: false, listeners: [] });
  }

  get(key) { return this.state[key]; }

  on(event, listener) { this.listeners.push([event, listener]); }

  off(event, listener) { this.listeners = this.listeners.filter(([e, l]) => e !== event || l !== listener); }

  // set is what the reader has done; save_changes tells the kernel.
  set(key, value) {
    this.changed[key] = value;
    this.take({ [key]: value });
  }

  save_changes() {
    if (this.busy || Object.keys(this.changed).length === 0) return;
    const state = this.changed;
    this.changed = {};
    this.busy = true;
    this.widgets.kernel.send('shell', 'comm_msg', { comm_id: this.id, data: { method: 'update', state, buffer_paths: [] } }, () => {
      this.busy = false;
      this.save_changes();
    });
  }

  // send tells the kernel something at once, whatever is under way.
  send(content) {
    this.widgets.kernel.send('shell', 'comm_msg', { comm_id: this.id, data: { method: 'custom', content } });
  }

  say(key, value) {
    this.set(key, value);
    this.save_changes();
  }

  // take is news of the state, wherever from.
  take(state) {
    Object.assign(this.state, state);
    for (const [event, listener] of [...this.listeners]) {
      if (event.replace('change:', '') in state) listener();
    }
  }
}

export class Widgets {
  constructor(kernel) {
    this.kernel = kernel;
    this.models = new Map();
  }

  // hear takes messages about models.
  hear({ header, content, buffers }) {
    const { comm_id: id, data } = content;
    if (header.msg_type === 'comm_open') {
      const model = new Model(this, id, whole(data, buffers));
      this.models.set(id, model);
      if (model.get('_model_name') === 'LinkModel') this.link(model);
      if (model.get('_anywidget_id') === 'saddle.live') pointing.initialize({ model });
    } else if (header.msg_type === 'comm_msg' && data.method === 'update') this.models.get(id)?.take(whole(data, buffers));
    else if (header.msg_type === 'comm_close') this.models.delete(id);
  }

  find(reference) { return this.models.get(reference.replace('IPY_MODEL_', '')); }

  link(model) {
    const [[from, key], [to, other]] = [model.get('source'), model.get('target')];
    const [source, target] = [this.find(from), this.find(to)];
    const follow = (a, b, one, two) => a.on('change:' + one, () => { if (b.get(two) !== a.get(one)) b.say(two, a.get(one)); });
    follow(source, target, key, other);
    follow(target, source, other, key);
  }

  // view is a model as an element; null for what has none here.
  view(id) {
    const model = this.models.get(id);
    const make = model && views[model.get('_model_name').replace(/Model$/, '')];
    return make ? make(model, this) : null;
  }
}

// whole is a state with its bytes in their places.
function whole({ state, buffer_paths: paths = [] }, buffers) {
  paths.forEach((path, i) => {
    let place = state;
    for (const key of path.slice(0, -1)) place = place[key];
    place[path.at(-1)] = buffers[i];
  });
  return state;
}

// box is a view whose children may change.
const box = (name) => (model, widgets) => {
  const all = element('div', { class: name });
  const show = () => all.replaceChildren(...model.get('children').map((child) => widgets.view(child.replace('IPY_MODEL_', ''))).filter(Boolean));
  model.on('change:children', show);
  show();
  return all;
};

const labelled = (model, ...parts) => element('label', { class: 'control' }, element('span', {}, model.get('description') ?? ''), ...parts);

function decimals(model) {
  const format = /\.(\d+)f/.exec(model.get('readout_format') ?? '');
  return (value) => (format ? value.toFixed(Number(format[1])) : String(Number(value.toPrecision(4))));
}

function slider(model) {
  const write = decimals(model);
  const input = element('input', { type: 'range', min: model.get('min'), max: model.get('max'), step: model.get('step') });
  const readout = element('output');
  const place = () => {
    input.value = model.get('value');
    readout.textContent = write(model.get('value'));
  };
  input.addEventListener('input', () => model.say('value', Number(input.value)));
  model.on('change:value', place);
  place();
  return labelled(model, input, readout);
}

const views = {
  Any(model) {
    const all = element('div');
    pointing.render({ model, el: all });
    return all;
  },
  VBox: box('column'),
  HBox: box('row'),
  IntSlider: slider,
  FloatSlider: slider,
  Checkbox(model) {
    const input = element('input', { type: 'checkbox' });
    input.checked = model.get('value');
    input.addEventListener('change', () => model.say('value', input.checked));
    return labelled(model, input);
  },
  Dropdown(model) {
    const select = element('select', {}, ...model.get('_options_labels').map((label) => element('option', {}, label)));
    select.selectedIndex = model.get('index');
    select.addEventListener('change', () => model.say('index', select.selectedIndex));
    return labelled(model, select);
  },
  Output(model) {
    const all = element('div');
    const show = () => all.replaceChildren(...model.get('outputs').map(shown));
    model.on('change:outputs', show);
    show();
    return all;
  },
  Image(model) {
    const image = picture('image/png', model.get('value'), { width: model.get('width') });
    model.on('change:value', () => fill(image, 'image/png', model.get('value')));
    return image;
  },
  Play(model) {
    let timer = null;
    const button = element('button', { type: 'button', 'aria-label': '▶' }, '▶');
    const stop = () => {
      clearInterval(timer);
      timer = null;
      button.textContent = '▶';
      model.say('playing', false);
    };
    const step = () => {
      const next = model.get('value') + model.get('step');
      if (next > model.get('max')) stop();
      else model.say('value', next);
    };
    button.addEventListener('click', () => {
      if (timer) return stop();
      button.textContent = '❚❚';
      if (model.get('value') >= model.get('max')) model.say('value', model.get('min'));
      model.say('playing', true);
      timer = setInterval(step, model.get('interval'));
    });
    return button;
  },
};
