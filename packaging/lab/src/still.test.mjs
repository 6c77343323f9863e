// node packaging/lab/src/still.test.mjs: outputs with widgets, drawn, lost, and taken away while they are drawn.
import assert from 'node:assert';
import { keepStills } from './still.js';

const VIEW = 'application/vnd.jupyter.widget-view+json';

// Renderer is one of JupyterLab's; what it does while it draws is given.
class Renderer {
  constructor(mime, draw) { Object.assign(this, { mime, draw, widgets: [], node: {}, isHidden: false, isDisposed: false }); }
  hasClass(name) { return name === this.className; }
  addWidget(widget) { this.widgets.push(widget); }
  show() { this.isHidden = false; }
  dispose() { this.isDisposed = true; this.widgets = null; }
  async renderModel() { await this.draw?.(this); }
}

// drawn is the renderer of an output's widgets after it has been drawn.
async function drawn(draw) {
  const rendermime = {
    preferredMimeType: (data) => Object.keys(data)[0],
    createRenderer: (mime) => new Renderer(mime, mime === VIEW ? draw : undefined),
  };
  keepStills({ content: { rendermime }, context: { model: { defaultKernelLanguage: 'saddle' } } });
  const renderer = rendermime.createRenderer(VIEW);
  await renderer.renderModel({ data: { [VIEW]: { model_id: 'a' }, 'image/png': '' } });
  return renderer;
}

const there = await drawn((renderer) => renderer.addWidget('a slider'));
assert.deepEqual(there.widgets, ['a slider']);

const lost = await drawn((renderer) => { renderer.className = 'jupyter-widgets'; });
assert.equal(lost.widgets[0].mime, 'image/png');

const gone = await drawn((renderer) => { renderer.dispose(); });
assert.equal(gone.widgets, null);

// ipywidgets adds its widgets to an output that is gone.
await drawn((renderer) => { renderer.dispose(); renderer.widgets.push('a slider'); });

await assert.rejects(drawn(() => { throw new Error('another fault'); }), /another fault/);
