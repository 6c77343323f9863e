// The site in Firefox: a lesson's page and the lesson in JupyterLab whole, an edited cell, and Stop. make firefox runs it:
//
//   SADDLE=build/saddle NODE_PATH=build/firefox/node_modules node packaging/tools/firefox.cjs build/site
'use strict';
const assert = require('assert');
const { spawn } = require('child_process');
const puppeteer = require('puppeteer-core');

const lesson = 'en/01-critical-points';
const patience = { timeout: 300_000 };

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
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
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

// jupyterLab runs the lesson there; the window is so high that all its cells are in the page.
async function jupyterLab(browser, address) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 30_000 });
  const begun = performance.now();
  await page.goto(`${address}lab/index.html?path=${lesson}.ipynb`);
  const kernel = () => document.querySelector('.jp-KernelName')?.textContent === 'Saddle' && document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]');
  await page.waitForFunction(kernel, patience);
  const opened = performance.now();
  await choose(page, 'Run', 'Run All Cells');
  const ran = () => {
    const prompts = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')].map((e) => e.textContent);
    return prompts.length > 10 && prompts.every((text) => /\d/.test(text));
  };
  await page.waitForFunction(ran, patience);
  console.log(`firefox: JupyterLab open after ${((opened - begun) / 1000).toFixed(1)} s, the lesson run in ${((performance.now() - opened) / 1000).toFixed(1)} s`);
  const counts = await page.evaluate(() => ['img', '.jp-RenderedLatex mjx-container'].map((name) => document.querySelectorAll(`.jp-OutputArea-output ${name}`).length));
  assert(counts[0] > 5 && counts[1] > 5, `pictures and formulas: ${counts}`);

  await page.setViewport({ width: 1200, height: 1000 });
  await page.click('.jp-Notebook .jp-CodeCell .cm-content');
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type(endless);
  await page.keyboard.down('Shift');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Shift');
  await page.waitForSelector('.jp-OutputArea-output progress', patience);
  const stopped = performance.now();
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await page.keyboard.press('i');
  await page.waitForFunction(() => document.querySelector('.jp-CodeCell .jp-OutputArea')?.textContent.includes('Interrupted'), patience);
  console.log(`firefox: a run in JupyterLab gave way ${((performance.now() - stopped) / 1000).toFixed(1)} s after Stop`);
  await page.screenshot({ path: 'build/shots/firefox-lab.png' });
}

async function main(site) {
  const { server, address } = await serve(site);
  let browser;
  try {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX, headless: true, protocolTimeout: patience.timeout, ...patience });
    await livePage(browser, address);
    await jupyterLab(browser, address);
  } finally {
    await browser?.close();
    server.kill();
  }
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
