// Looks at a built site as its readers' browsers do: node check.mjs [SITE [quick|glance]]
//
// `quick` leaves Lighthouse out, and the figures for other sites, which are parts of pages that are looked at anyway. `glance` also
// leaves out what depends on the program and not on the page: the keyboard, what is read out, what is printed and what the text holds.
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

/** Pages that are looked at at once. */
const AT_ONCE = 3;

const [folder, how] = process.argv.slice(2);
const glance = how === "glance";
const quick = glance || how === "quick";
const site = folder ?? fileURLToPath(new URL("../../public", import.meta.url));
const whole = (await pages(site)).filter((page) => !page.startsWith("embed/"));
const list = quick ? whole : await pages(site);
const results = new Results();
const server = await serve(site);
const { browser, port } = await launch();
const begin = Date.now();

/** Each page as readers with different screens and colours see it. */
async function checkLooks(page) {
  for (const [row, width] of WIDTHS.entries()) {
    for (const [column, { name, options }] of COLOURS.entries()) {
      // At a glance each width and each colours are looked at once, but not every pair.
      if (glance && row !== column) continue;
      const subject = `${page}, ${width} px, ${name}`;
      await look(browser, server.base + page, { viewport: { width, height: 900 }, ...options }, async (tab, { complaints }) => {
        await checkLayout(tab, subject, results);
        await checkRules(tab, subject, name === "forced colours", results);
        results.add("The browser complains of nothing", subject, complaints);
      });
    }
  }
}

/** Does the work for every page, so many at a time. */
async function together(list, work) {
  const rest = [...list];
  const one = async () => {
    for (let page = rest.shift(); page !== undefined; page = rest.shift()) await work(page);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

try {
  await checkMarkup(site, results);
  // The server's list of what was asked for is of one page at a time.
  for (const page of list) await checkWeight(browser, server, page, results);
  await together(list, async (page) => {
    await checkLooks(page);
    if (glance) return;
    await checkText(browser, server, site, page, results);
    // A figure for other sites is a part of a page that is heard, walked through and printed anyway.
    if (!whole.includes(page)) return;
    await checkSpoken(browser, server, page, results);
    for (const width of WIDTHS) await checkKeyboard(browser, server, page, width, results);
    await checkPrint(browser, server, page, results);
  });
  for (const page of quick ? [] : whole) await checkLighthouse(port, server, page, results);
} finally {
  await browser.close();
  server.stop();
}

console.log(`Chromium ${browser.version()}; ${list.length} pages; ${Math.round((Date.now() - begin) / 1000)} s`);
results.print();
process.exitCode = results.failed ? 1 : 0;
