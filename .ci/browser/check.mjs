// Looks at a built site as its readers' browsers do: node check.mjs [SITE [without-lighthouse]]
//
// Every page, served as a council's host would serve it. Says in one table what held and what was measured, and then what
// did not hold; ends with 1 if anything did not.

import { fileURLToPath } from "node:url";
import { checkRules } from "./axe.mjs";
import { launch, look } from "./browser.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { checkLayout } from "./layout.mjs";
import { checkLighthouse } from "./lighthouse.mjs";
import { COLOURS, WIDTHS } from "./looks.mjs";
import { checkMarkup } from "./markup.mjs";
import { checkPrint } from "./print.mjs";
import { Results } from "./results.mjs";
import { serve } from "./server.mjs";
import { pages } from "./site.mjs";
import { checkSpoken } from "./spoken.mjs";
import { checkText } from "./text.mjs";
import { checkWeight } from "./weight.mjs";

const [folder, only] = process.argv.slice(2);
const site = folder ?? fileURLToPath(new URL("../../public", import.meta.url));
const list = await pages(site);
const results = new Results();
const server = await serve(site);
const { browser, port } = await launch();
const begin = Date.now();

/** Each page as readers with different screens and colours see it. */
async function checkLooks(page) {
  for (const width of WIDTHS) {
    for (const { name, options } of COLOURS) {
      const subject = `${page}, ${width} px, ${name}`;
      await look(browser, server.base + page, { viewport: { width, height: 900 }, ...options }, async (tab, { complaints }) => {
        await checkLayout(tab, subject, results);
        await checkRules(tab, subject, name === "forced colours", results);
        results.add("The browser complains of nothing", subject, complaints);
      });
    }
  }
}

try {
  await checkMarkup(site, results);
  for (const page of list) {
    await checkLooks(page);
    await checkWeight(browser, server, page, results);
    await checkText(browser, server, site, page, results);
    await checkSpoken(browser, server, page, results);
    for (const width of WIDTHS) await checkKeyboard(browser, server, page, width, results);
    await checkPrint(browser, server, page, results);
  }
  for (const page of only === undefined ? list : []) await checkLighthouse(port, server, page, results);
} finally {
  await browser.close();
  server.stop();
}

console.log(`Chromium ${browser.version()}; ${list.length} pages; ${Math.round((Date.now() - begin) / 1000)} s`);
results.print();
process.exitCode = results.failed ? 1 : 0;
