"""The site in Chromium: its first page, the binary as its server, and the size of the kernel."""

import gzip
import os
import subprocess
import unittest

from site_case import KERNEL, LESSONS, OFFLINE, SADDLE, SHOTS, SITE, SiteTest

# How many bytes brotli makes of what a file packs, at its best (brotli -q 11 --lgwin=24).
BROTLI = """const fs = require('fs'), zlib = require('zlib');
const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_LGWIN: window, BROTLI_PARAM_SIZE_HINT: size } = zlib.constants;
const kernel = zlib.gunzipSync(fs.readFileSync(process.argv[1]));
console.log(zlib.brotliCompressSync(kernel, { params: { [quality]: 11, [window]: 24, [size]: kernel.length } }).length);"""


class Index(SiteTest):
    def test_links(self):
        """The course in both languages, and all that the page leads to."""
        page = self.open(self.context(viewport={"width": 390, "height": 800}), "index.html")
        for language, title in ("en", "Critical points"), ("zh", "临界点"):
            section = page.locator(f"section#{language}")
            self.assertEqual(section.locator("li").count(), len(LESSONS[language]) + 1, "the lessons, and the map of the course")
            section.get_by_role("link", name=title, exact=True).wait_for()
        for link in page.locator("a").evaluate_all("all => all.map((a) => a.href)"):
            self.assertTrue(page.request.get(link).ok, link)
        page.screenshot(path=SHOTS / "site-index.png", full_page=True)
        self.assertEqual(self.wrong, [])


class Served(SiteTest):
    """The site from the binary, whose server leads from index.html to its folder."""

    def test_twice(self):
        environment = {**os.environ, "SADDLE_SITE": str(SITE)}
        server = subprocess.Popen([SADDLE, "lab", "--browser"], stdout=subprocess.PIPE, text=True, env=environment)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        self.address = server.stdout.readline().split()[1]
        page = self.open(self.context(), "index.html")
        page.get_by_role("link", name="JupyterLab").first.click()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.evaluate(OFFLINE)
        page.reload()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.locator('.jp-CodeCell .cm-content[data-language="saddle"]').first.wait_for()
        self.assertEqual(self.wrong, [])


@unittest.skipUnless(SITE.is_dir(), "there is no site (make site)")
class Sizes(unittest.TestCase):
    def test_kernel(self):
        packed = (KERNEL / "saddle.wasm.gz").read_bytes()
        print(f"\nsite: the kernel is {len(gzip.decompress(packed)) / 1e6:.2f} MB, {len(packed) / 1e6:.2f} with gzip")
        small = int(subprocess.run(["node", "-e", BROTLI, KERNEL / "saddle.wasm.gz"], capture_output=True, check=True).stdout)
        print(f"site: {small / 1e6:.2f} MB with brotli")
        self.assertLess(small, 4e6)
        self.assertLess(len(packed), 6e6)


if __name__ == "__main__":
    unittest.main()
