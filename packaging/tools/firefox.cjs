// The site in Firefox: a lesson's page and the lesson in JupyterLab whole, an edited cell, and Stop. make firefox runs it:
//
//   SADDLE=build/saddle NODE_PATH=build/firefox/node_modules node packaging/tools/firefox.cjs build/site
'use strict';
const assert = require('assert');
const { spawn } = require('child_process');
const puppeteer = require('puppeteer-core');

const lesson = 'en/01-critical-points';
const patience = { timeout: 1000 * Number(process.env.PATIENCE ?? 300) }; // milliseconds

// serve starts the site's server and promises its address.
function serve(site) {
  const server = spawn(process.env.SADDLE, ['lab', '--browser'], { env: { ...process.env, SADDLE_SITE: site }, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.stdout.once('data', (said) => resolve({ server, address: /http:\S+/.exec(said)[0] }));
  });
}

async function cell(page, n) {
  return (await page.$$('section.code'))[n];
}

// run runs the cell with a number and waits for a state.
async function run(page, n, state) {
  await (await (await cell(page, n)).$('.live-run')).click();
  if (state) await page.waitForFunction((n, state) => document.querySelectorAll('section.code')[n].dataset.state === state, patience, n, state);
}

async function write(page, n, text) {
  await (await (await cell(page, n)).$('.in code')).click();
  await pressed(page, 'Control', 'a');
  await page.keyboard.type(text);
}

const endless = 'run(gd(η = 0.0001), (x, y) -> x^2 + sin(y)^2, from = (0.1, 0.1), steps = 1000000000, noise = 0.1)';

const outputOf = async (page, n) => page.evaluate((n) => [...document.querySelectorAll('section.code')[n].querySelectorAll('.out')].map((out) => out.innerText).join('\n'), n);

async function livePage(browser, address) {
  const page = await browser.newPage();
  const begun = performance.now();
  await page.goto(`${address}pages/${lesson}.html`);
  await page.waitForSelector('.live-run', patience);
  await run(page, 0, 'done');
  const first = performance.now();
  await (await page.$('.live-bar button')).click();
  await page.waitForFunction(() => [...document.querySelectorAll('section.code')].every((e) => ['done', 'failed'].includes(e.dataset.state)), patience);
  console.log(`firefox: the first result of a page ${((first - begun) / 1000).toFixed(1)} s after it was opened, all cells in ${((performance.now() - first) / 1000).toFixed(1)} s more`);
  const counts = await page.evaluate(() => ['img', 'math'].map((name) => document.querySelectorAll(`section.code .out ${name}`).length));
  assert(counts[0] > 5 && counts[1] > 5, `pictures and formulas: ${counts}`);
  await page.screenshot({ path: 'build/shots/firefox-live.png' });

  await write(page, 0, 'digits(12); print(1/3)');
  await run(page, 0, 'done');
  assert.match(await outputOf(page, 0), /0\.333333333333\b/);
  await write(page, 1, endless);
  await run(page, 1);
  await page.waitForSelector('section.code progress', patience);
  const stopped = performance.now();
  await run(page, 1, 'failed');
  assert.match(await outputOf(page, 1), /Interrupted/);
  console.log(`firefox: a run gave way ${((performance.now() - stopped) / 1000).toFixed(1)} s after Stop`);
}

async function choose(page, bar, item) {
  for (const [selector, text] of [['.lm-MenuBar-itemLabel', bar], ['.lm-Menu-itemLabel', item]]) {
    const label = await page.waitForFunction((selector, text) => [...document.querySelectorAll(selector)].find((e) => e.textContent === text), patience, selector, text);
    await label.click();
  }
}

// kept is what JupyterLite keeps of the lesson when it was saved.
const kept = async (path) => {
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('JupyterLite Storage')) continue;
    const database = await new Promise((done) => { indexedDB.open(name).onsuccess = (event) => done(event.target.result); });
    const file = await new Promise((done) => { database.transaction('files').objectStore('files').get(path).onsuccess = (event) => done(event.target.result); });
    database.close();
    if (file) return file.content.cells.filter((cell) => cell.cell_type === 'code');
  }
  return [];
};

async function pressed(page, held, key) {
  await page.keyboard.down(held);
  await page.keyboard.press(key);
  await page.keyboard.up(held);
}

const ready = () => document.querySelector('.jp-KernelName')?.textContent === 'Saddle' && document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]');

// jupyterLab runs the lesson there.
async function jupyterLab(browser, address) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 1000 });
  const begun = performance.now();
  await page.goto(`${address}lab/index.html?path=${lesson}.ipynb`);
  await page.waitForFunction(ready, patience);
  const opened = performance.now();
  await choose(page, 'Run', 'Run All Cells');
  await page.waitForSelector('.jp-Notebook-ExecutionIndicator[data-status=busy]', patience);
  await page.waitForSelector('.jp-Notebook-ExecutionIndicator[data-status=idle]', patience);
  console.log(`firefox: JupyterLab open after ${((opened - begun) / 1000).toFixed(1)} s, the lesson run in ${((performance.now() - opened) / 1000).toFixed(1)} s`);
  let cells = [];
  for (const late = performance.now() + patience.timeout; !cells.at(-1)?.execution_count; cells = await page.evaluate(kept, `${lesson}.ipynb`)) {
    assert(performance.now() < late, 'the notebook is not saved');
    await pressed(page, 'Control', 's');
    await new Promise((done) => setTimeout(done, 500));
  }
  const shown = cells.flatMap((cell) => cell.outputs);
  const counts = ['image/png', 'text/latex'].map((type) => shown.filter((output) => output.data?.[type]).length);
  assert(counts[0] > 5 && counts[1] > 5, `pictures and formulas: ${counts}`);
  await page.screenshot({ path: 'build/shots/firefox-lab.png' });
  await page.close();
}

// stop interrupts a run in a notebook that is new: in a long one that has just run, cells still move from under the pointer.
async function stop(browser, address) {
  const page = await browser.newPage();
  await page.goto(`${address}lab/index.html?reset`);
  await (await page.waitForSelector('.jp-LauncherCard[data-category="Notebook"]', patience)).click();
  await page.waitForFunction(ready, patience);
  await page.click('.jp-Notebook .jp-CodeCell .cm-content');
  await page.waitForSelector('.jp-Notebook.jp-mod-editMode', patience);
  await page.keyboard.type(endless);
  await pressed(page, 'Shift', 'Enter');
  await page.waitForSelector('.jp-OutputArea-output progress', patience);
  const stopped = performance.now();
  await choose(page, 'Kernel', 'Interrupt Kernel');
  await page.waitForFunction(() => [...document.querySelectorAll('.jp-CodeCell .jp-OutputArea')].some((area) => area.textContent.includes('Interrupted')), patience);
  console.log(`firefox: a run in JupyterLab gave way ${((performance.now() - stopped) / 1000).toFixed(1)} s after Stop`);
}

async function main(site) {
  const { server, address } = await serve(site);
  let browser;
  try {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX, headless: true, protocolTimeout: patience.timeout, ...patience });
    await livePage(browser, address);
    await jupyterLab(browser, address);
    await stop(browser, address);
  } catch (error) {
    await (await browser?.pages())?.at(-1)?.screenshot({ path: 'build/shots/firefox-failed.png' });
    throw error;
  } finally {
    await browser?.close();
    server.kill();
  }
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
