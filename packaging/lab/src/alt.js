// What a picture shows, for those who do not see it: JupyterLab's renderers leave the alternative text of an image empty,
// and Saddle sends it beside each picture as its text.
const PICTURE = /^image\//;

// tellPictures gives the pictures of outputs their text, in notebooks of Saddle.
export function tellPictures(panel) {
  const { rendermime } = panel.content;
  const create = rendermime.createRenderer;
  rendermime.createRenderer = function (mimeType) {
    const renderer = create.call(this, mimeType);
    if (PICTURE.test(mimeType) && panel.context.model.defaultKernelLanguage === 'saddle') tell(renderer);
    return renderer;
  };
}

function tell(renderer) {
  const render = renderer.renderModel;
  renderer.renderModel = async function (model) {
    await render.call(this, model);
    const text = model.data['text/plain'];
    const image = this.node.querySelector('img');
    if (image && text) image.alt = [text].flat().join('');
  };
}
