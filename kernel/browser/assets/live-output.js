// What a kernel shows, as elements of a page.

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const joined = (text) => (Array.isArray(text) ? text.join('') : text);

// coloured is a text with the colours of a terminal.
export function coloured(text) {
  const all = document.createDocumentFragment();
  let classes = new Set();
  for (const part of text.split(/(\x1b\[[0-9;]*m)/)) {
    const codes = /^\x1b\[([0-9;]*)m$/.exec(part);
    if (!codes) {
      if (part) all.append(classes.size ? element('span', { class: [...classes].join(' ') }, part) : part);
      continue;
    }
    for (const code of codes[1].split(';').map(Number)) {
      if (code === 0) classes = new Set();
      else if (code === 1) classes.add('ansi-bold');
      else if (code >= 30 && code <= 37) classes.add('ansi-' + colours[code - 30]);
    }
  }
  return all;
}

const row = 700; // pixels above which a picture is several side by side, as on the page to read (kernel/notebook/pictures.go)

// picture is an image of base64 or of bytes, as wide as the kernel says.
export function picture(type, content, size = {}, said = '') {
  const image = element('img', { alt: said });
  if (size.width) image.width = parseInt(size.width);
  if (image.width > row) image.className = 'row';
  fill(image, type, content);
  return image;
}

// fill gives an image new content.
export function fill(image, type, content) {
  const bytes = typeof content === 'string' ? Uint8Array.from(atob(content), (c) => c.charCodeAt(0)) : content;
  const before = image.src;
  image.src = URL.createObjectURL(new Blob([bytes], { type }));
  if (before.startsWith('blob:')) URL.revokeObjectURL(before);
}

// shown is an output of a notebook's format as an element.
export function shown(output) {
  switch (output.output_type ?? (output.ename ? 'error' : 'display_data')) {
    case 'stream':
      return element('div', { class: 'out' }, element('pre', output.name === 'stderr' ? { class: 'stderr' } : {}, coloured(joined(output.text))));
    case 'error':
      return element('div', { class: 'out' }, element('pre', { class: 'error' }, coloured(output.traceback.join('\n'))));
  }
  return element('div', { class: 'out' }, richest(output.data, output.metadata ?? {}));
}

function richest(data, metadata) {
  const plain = joined(data['text/plain'] ?? '');
  for (const type of ['image/png', 'image/gif']) {
    if (data[type]) return picture(type, joined(data[type]), metadata[type], plain);
  }
  if (data['image/svg+xml']) return picture('image/svg+xml', new TextEncoder().encode(joined(data['image/svg+xml'])), metadata['image/svg+xml'], plain);
  if (data['text/html']) {
    const rich = element('div', { class: 'rich' });
    rich.innerHTML = joined(data['text/html']); // the page's policy lets no script in it run
    return rich;
  }
  return element('pre', {}, coloured(plain));
}

// reachable lets who has no mouse scroll what is wider than the page, once it stands in it.
export function reachable(out) {
  if (out.querySelector('img.row')) out.tabIndex = 0;
  for (const formula of out.querySelectorAll('.display')) {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
  }
}
