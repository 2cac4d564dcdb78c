// Pictures of every page, for people to look at: node screenshots.mjs FOLDER [SITE]
//
// Each page at 320, 768 and 1280 pixels, and as it prints.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PAPER, launch, pages, serve } from "./site.mjs";

const WIDTHS = [320, 768, 1280];

const [target, site = fileURLToPath(new URL("../../public", import.meta.url))] = process.argv.slice(2);
if (target === undefined) {
  console.error("name the folder for the pictures: node screenshots.mjs FOLDER [SITE]");
  process.exit(2);
}
await mkdir(target, { recursive: true });
const server = await serve(site);
const browser = await launch();
for (const page of await pages(site)) {
  const name = path.join(target, page.replaceAll("/", "-").replace(/\.html$/, ""));
  for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const tab = await context.newPage();
    await tab.goto(server.base + page);
    await tab.screenshot({ path: `${name}-${width}.png`, fullPage: true });
    await context.close();
  }
  const tab = await browser.newPage();
  await tab.goto(server.base + page);
  await tab.pdf({ ...PAPER, path: `${name}.pdf` });
  await tab.close();
}
await browser.close();
server.stop();
console.log(`Pictures are in ${target}`);
