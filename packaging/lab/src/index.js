import { LanguageSupport, StreamLanguage } from '@codemirror/language';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { tellPictures } from './alt.js';
import { parser } from './parser.js';
import { keepStills } from './still.js';
import { holdFormulas } from './unbroken.js';

// The language for cells, by its name and MIME type, and for files.
const language = {
  id: 'saddle-jupyterlab:language',
  description: 'The language of Saddle.',
  autoStart: true,
  requires: [IEditorLanguageRegistry],
  activate: (app, languages) => {
    const support = new LanguageSupport(StreamLanguage.define(parser));
    languages.addLanguage({ name: 'saddle', displayName: 'Saddle', mime: ['text/x-saddle'], extensions: ['saddle'], support });
    app.docRegistry.addFileType({ name: 'saddle', displayName: 'Saddle', extensions: ['.saddle'], mimeTypes: ['text/x-saddle'], contentType: 'file', fileFormat: 'text' });
  },
};

// Pictures instead of widgets that a new kernel does not know.
const stills = {
  id: 'saddle-jupyterlab:stills',
  description: 'Shows the still picture of a cell whose widgets are gone.',
  autoStart: true,
  activate: (app) => {
    app.docRegistry.addWidgetExtension('Notebook', { createNew: keepStills });
  },
};

// What pictures show, as text.
const alts = {
  id: 'saddle-jupyterlab:alts',
  description: 'Gives the pictures of outputs their alternative text.',
  autoStart: true,
  activate: (app) => {
    app.docRegistry.addWidgetExtension('Notebook', { createNew: tellPictures });
  },
};

// Prose in which a stop stays behind its formula.
const prose = {
  id: 'saddle-jupyterlab:prose',
  description: 'Keeps stops and commas on the line of the formula before them.',
  autoStart: true,
  activate: (app) => {
    app.docRegistry.addWidgetExtension('Notebook', { createNew: holdFormulas });
  },
};

export default [language, stills, alts, prose];
