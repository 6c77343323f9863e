// Browsers break a line on both sides of a formula, even before a stop: a line of Chinese would begin with 。. On pages Saddle
// writes this itself (kernel/notebook/unbroken.go).
const FORMULA = 'mjx-container:not([display="true"])';
const BEFORE = /[（《“‘「([]+$/, AFTER = /^[，。、；：？！）》”’」,.;:?!)\]]+/;

// holdFormulas keeps the signs that touch a formula on its line, in notebooks of Saddle. Prose and outputs are typeset by what
// the notebook's renderers, and copies of them, have for it.
export function holdFormulas(panel) {
  const { rendermime } = panel.content, typesetter = rendermime.latexTypesetter;
  if (!typesetter) return;
  rendermime.latexTypesetter = Object.create(typesetter, {
    typeset: {
      value: async (node) => {
        await typesetter.typeset(node);
        if (isSaddle(panel.context.model)) node.querySelectorAll(FORMULA).forEach(hold);
      },
    },
  });
}

// The language is known by its kernel, which a notebook that was just opened may not have.
const isSaddle = (model) => [model.defaultKernelLanguage, model.defaultKernelName].includes('saddle');

function hold(formula) {
  const { previousSibling, nextSibling } = formula;
  const before = touching(previousSibling, BEFORE), after = touching(nextSibling, AFTER);
  if (!before && !after) return;
  const held = document.createElement('span');
  held.className = 'saddle-unbroken';
  held.style.whiteSpace = 'nowrap';
  held.style.textSpacingTrim = 'space-all'; // Chromium would narrow a comma between two formulas
  if (before) previousSibling.data = previousSibling.data.slice(0, -before.length);
  if (after) nextSibling.data = nextSibling.data.slice(after.length);
  formula.replaceWith(held);
  held.append(before, formula, after);
}

const touching = (node, signs) => (node?.nodeType === Node.TEXT_NODE && node.data.match(signs)?.[0]) || '';
