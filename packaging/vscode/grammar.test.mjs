// node packaging/vscode/grammar.test.mjs SAMPLES MODULES: reads each sample by the grammar, with VS Code's own tokenizer from the
// folder MODULES (vscode-textmate, vscode-oniguruma), and compares its pieces with those of the kernel's highlighter.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [samples, modules] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'none.js'));
const { INITIAL, Registry, parseRawGrammar } = require('vscode-textmate');
const oniguruma = require('vscode-oniguruma');
const path = new URL('syntaxes/saddle.tmLanguage.json', import.meta.url);

await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma').replace(/main\.js$/, 'onig.wasm')).buffer);
const registry = new Registry({
  onigLib: Promise.resolve({ createOnigScanner: (p) => new oniguruma.OnigScanner(p), createOnigString: (s) => new oniguruma.OnigString(s) }),
  loadGrammar: async () => parseRawGrammar(readFileSync(path, 'utf8'), path.pathname),
});
const grammar = await registry.loadGrammar('source.saddle');

// The kinds of the kernel's highlighter by scopes; of a token's scopes the innermost that has one counts.
const classes = [['keyword.control', 'k'], ['constant.numeric', 'n'], ['meta.interpolation', 'i'], ['string', 's'], ['constant.character', 's'], ['comment', 'c']];
const kindOf = (scopes) => scopes.toReversed().map((scope) => classes.find(([name]) => scope.startsWith(name))?.[1]).find(Boolean) ?? '';

function pieces(source) {
  const found = [];
  const add = (kind, text) => {
    const last = found.at(-1);
    if (last && last[0] === kind) last[1] += text;
    else if (text) found.push([kind, text]);
  };
  let state = INITIAL;
  source.split('\n').forEach((line, i) => {
    if (i > 0) add('', '\n');
    const read = grammar.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes } of read.tokens) add(kindOf(scopes), line.slice(startIndex, endIndex));
    state = read.ruleStack;
  });
  return found;
}

let failed = 0;
const all = JSON.parse(readFileSync(samples, 'utf8'));
for (const { source, pieces: want } of all) {
  const got = JSON.stringify(pieces(source));
  if (got !== JSON.stringify(want)) {
    console.error(`${JSON.stringify(source)}\n  is read as ${got}\n  and not as ${JSON.stringify(want)}`);
    failed++;
  }
}
console.log(`${all.length} samples, ${failed} failed`);
process.exit(failed || !all.length ? 1 : 0);
