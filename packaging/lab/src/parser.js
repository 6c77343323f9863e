// How Saddle is read for its colours, for CodeMirror's StreamLanguage. The words are the kernel's own; what they are in is
// compared with the kernel's and Pygments' by packaging/highlight/samples.json.
import table from '../../python/saddle_kernel/words.json' with { type: 'json' };

const keywords = new Set(table.keywords);
const unit = 2; // blanks inside a block

// inText reads on in a text. Braces hold an expression, but for doubled ones and those of typesetting: behind ^, _ and commands.
function inText(stream, state) {
  if (stream.match('"')) {
    state.text = false;
    return 'string';
  }
  if (stream.match(/^(?:\{\{|\}\})/) || stream.match(/^(?:[\^_]|\\[a-zA-Z]{2,})(?:\{[^{}"]*\})+/)) return 'string';
  if (stream.match(/^\{[^{}"]*\}/)) return 'string.special';
  if (!stream.match(/^(?:\\.|[^"\\{}^_]+)/)) stream.next();
  return 'string';
}

// block notes the words that begin and end an optimizer.
function block(word, state) {
  if (/^optimi[sz]er$/.test(word)) state.block = true;
  if (word === 'end') state.block = false;
}

export const parser = {
  name: 'saddle',
  startState: () => ({ text: false, block: false, open: 0 }),
  copyState: (state) => ({ ...state }),
  token(stream, state) {
    if (stream.sol()) state.text = false;
    if (state.text) return inText(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return 'comment';
    if (stream.match('"')) {
      state.text = true;
      return 'string';
    }
    if (stream.match(/^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/)) return 'number';
    const word = stream.match(/^[\p{L}_][\p{L}\p{Nd}\p{Mn}_]*/u);
    if (word) {
      block(word[0], state);
      return keywords.has(word[0]) ? 'keyword' : 'variableName';
    }
    if (stream.match(/^\\[a-zA-Z]+/)) return 'variableName';
    if (stream.match(/^[([]/)) {
      state.open++;
      return 'bracket';
    }
    if (stream.match(/^[)\]]/)) {
      state.open = Math.max(0, state.open - 1);
      return 'bracket';
    }
    if (stream.match(/^[,;:]/)) return 'punctuation';
    if (stream.match(/^(?:\.\.|->|:=|[<>!=]=)/)) return 'operator';
    stream.next();
    return 'operator';
  },
  // Lines inside a block, and inside brackets, stand further to the right.
  indent(state, after, context) {
    const inside = state.open > 0 && !/^\s*[)\]]/.test(after) || state.block && !/^\s*end\b/.test(after);
    return inside ? context.unit ?? unit : 0;
  },
  languageData: {
    commentTokens: { line: '#' },
    closeBrackets: { brackets: ['(', '[', '"'] },
    indentOnInput: /^\s*(?:end|[)\]])$/,
  },
};
