// JupyterLab in the reader's language, where the site has it and the reader has chosen no other in the settings: it takes the place of
// JupyterLite's connector, for which that is English.
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { DataConnector } from '@jupyterlab/statedb';
import { ITranslatorConnector } from '@jupyterlab/translation';

async function pack(name) {
  const answer = await fetch(URLExt.join(PageConfig.getBaseUrl(), `api/translations/${name}.json`)).catch(() => null);
  return answer?.ok ? answer.json() : { data: {}, message: `There is no language pack ${name}.` };
}

// readers is the first of the reader's languages that there is.
function readers(there) {
  for (const wanted of navigator.languages) {
    const found = there.find((name) => name.split('_')[0] === wanted.split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

class Connector extends DataConnector {
  // fetch promises the texts of a language, or with no language the list of languages, in which the one that is shown has one name.
  async fetch(wanted) {
    const language = wanted?.language;
    const all = await pack('all');
    if (language) {
      this.shown = language === 'default' ? readers(Object.keys(all.data)) : language;
      return pack(this.shown);
    }
    const shown = all.data[this.shown];
    if (shown) shown.displayName = shown.nativeName;
    return all;
  }
}

export const translations = {
  id: 'saddle-jupyterlite:translations',
  description: "JupyterLab's texts in the reader's language.",
  autoStart: true,
  provides: ITranslatorConnector,
  activate: () => new Connector(),
};
