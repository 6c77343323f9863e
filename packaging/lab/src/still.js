// What an output shows whose widgets are gone - the notebook was opened with a new kernel, or the kernel ended - is what
// it holds beside them: the picture as it was left.
const VIEW = 'application/vnd.jupyter.widget-view+json';

// keepStills makes widgets that are not found give way to the next form of their output, in notebooks of Saddle.
export function keepStills(panel) {
  const { rendermime } = panel.content;
  const create = rendermime.createRenderer;
  rendermime.createRenderer = function (mimeType) {
    const renderer = create.call(this, mimeType);
    if (mimeType === VIEW && panel.context.model.defaultKernelLanguage === 'saddle') giveWay(renderer, rendermime);
    return renderer;
  };
}

function giveWay(renderer, rendermime) {
  const render = renderer.renderModel;
  let still = null;
  renderer.renderModel = async function (model) {
    still?.dispose();
    still = null;
    try {
      await render.call(this, model);
    } catch (error) {
      if (!this.isDisposed) throw error;
    }
    if (this.isDisposed) return; // the output went while its widgets came: they have no place any more
    const form = missing(this) && rendermime.preferredMimeType(without(model.data), 'any');
    if (!form) return;
    still = rendermime.createRenderer(form);
    this.node.textContent = '';
    this.addWidget(still);
    this.show();
    await still.renderModel(model);
  };
}

// missing reports whether a renderer of widgets has found none: it is hidden, or has the class of a widget and none within.
const missing = (renderer) => renderer.widgets.length === 0 && (renderer.isHidden || renderer.hasClass('jupyter-widgets'));

const without = ({ [VIEW]: _, ...data }) => data;
