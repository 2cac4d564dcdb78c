// Pictures of every page, for people to look at: node screenshots.mjs FOLDER [SITE...]
//
// Each page at 320, 768 and 1280 pixels, and as it prints. Where several sites are named, because one has kinds of pages
// that another has not, each gets a folder of its own name.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PAPER, launch, look } from "./browser.mjs";
import { serve } from "./server.mjs";
import { pages } from "./site.mjs";

const WIDTHS = [320, 768, 1280];

/** The name of a site's folder; `public` and `expected` are what sites are built into, so the folder above says more. */
function nameOf(site) {
  const parts = path.resolve(site).split(path.sep);
  return parts.findLast((part) => !["public", "expected"].includes(part));
}

async function picture(browser, address, name) {
  for (const width of WIDTHS) {
    await look(browser, address, { viewport: { width, height: 900 } }, (tab) =>
      tab.screenshot({ path: `${name}-${width}.png`, fullPage: true }),
    );
  }
  await look(browser, address, {}, (tab) => tab.pdf({ ...PAPER, path: `${name}.pdf` }));
}

const [target, ...named] = process.argv.slice(2);
if (target === undefined) {
  console.error("name the folder for the pictures: node screenshots.mjs FOLDER [SITE...]");
  process.exit(2);
}
const sites = named.length > 0 ? named : [fileURLToPath(new URL("../../public", import.meta.url))];
const { browser } = await launch();
try {
  for (const site of sites) {
    const folder = sites.length > 1 ? path.join(target, nameOf(site)) : target;
    await mkdir(folder, { recursive: true });
    const server = await serve(site);
    for (const page of await pages(site)) {
      await picture(browser, server.base + page, path.join(folder, page.replaceAll("/", "-").replace(/\.html$/, "")));
    }
    server.stop();
  }
} finally {
  await browser.close();
}
console.log(`Pictures are in ${target}`);
