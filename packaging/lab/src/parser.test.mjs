// node packaging/lab/src/parser.test.mjs SAMPLES: reads each sample by the parser and compares its pieces.
import { readFileSync } from 'node:fs';
import { parser } from './parser.js';

// What CodeMirror's StringStream does, as far as the parser asks for it.
class Stream {
  constructor(line) { this.line = line; this.pos = 0; }
  sol() { return this.pos === 0; }
  eol() { return this.pos >= this.line.length; }
  next() { if (!this.eol()) return this.line[this.pos++]; }
  eatSpace() { const start = this.pos; while (/[\s\u00a0]/.test(this.line.charAt(this.pos))) this.pos++; return this.pos > start; }
  match(pattern) {
    if (typeof pattern === 'string') {
      if (!this.line.startsWith(pattern, this.pos)) return null;
      this.pos += pattern.length;
      return true;
    }
    const found = this.line.slice(this.pos).match(pattern);
    if (!found || found.index > 0) return null;
    this.pos += found[0].length;
    return found;
  }
}

const classes = { keyword: 'k', number: 'n', string: 's', 'string.special': 'i', comment: 'c' };

function pieces(source) {
  const found = [], state = parser.startState();
  const add = (kind, text) => {
    const last = found.at(-1);
    if (last && last[0] === kind) last[1] += text;
    else if (text) found.push([kind, text]);
  };
  source.split('\n').forEach((line, i) => {
    if (i > 0) add('', '\n');
    const stream = new Stream(line);
    while (!stream.eol()) {
      const start = stream.pos, kind = parser.token(stream, state);
      if (stream.pos === start) throw new Error(`the parser stands still in ${JSON.stringify(line)}`);
      add(classes[kind] ?? '', line.slice(start, stream.pos));
    }
  });
  return found;
}

let failed = 0;
const samples = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { source, pieces: want } of samples) {
  const got = JSON.stringify(pieces(source));
  if (got !== JSON.stringify(want)) {
    console.error(`${JSON.stringify(source)}\n  is read as ${got}\n  and not as ${JSON.stringify(want)}`);
    failed++;
  }
}
const after = (lines) => {
  const state = parser.startState();
  for (const line of lines) for (const stream = new Stream(line); !stream.eol();) parser.token(stream, state);
  return state;
};
for (const [lines, next, want] of [
  [['optimizer own(f, θ)'], 'θ = θ', 2], [['optimizer own(f, θ)', '  θ = θ'], 'end', 0], [['optimizer own(f, θ)', 'end'], '', 0],
  [['plot(f,'], 'x = 1..2', 2], [['plot(f,'], ')', 0], [['x = 3'], 'y', 0],
]) {
  if (parser.indent(after(lines), next, { unit: 2 }) !== want) {
    console.error(`behind ${JSON.stringify(lines)}, ${JSON.stringify(next)} is not indented by ${want}`);
    failed++;
  }
}
console.log(`${samples.length} samples, ${failed} failed`);
process.exit(failed ? 1 : 0);
