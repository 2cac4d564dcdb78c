// The keyboard alone: every link and every region that scrolls is reached, in order, and seen to be reached.

import { look } from "./browser.mjs";

/** The things that the Tab key must reach, numbered in the order of the page. */
const number = () => {
  const reachable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]')];
  // What is in a closed <details> has a box, and nobody sees it.
  const seen = reachable.filter((element) => element.getClientRects().length > 0 && element.checkVisibility());
  seen.forEach((element, position) => (element.dataset.stop = position));
  return seen.length;
};

/** Where the focus is, and what is wrong with how it shows. */
const focused = () => {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const problems = [];
  const box = element.getClientRects()[0];
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (right - left < 1 || bottom - top < 1) problems.push("is out of sight");
  else {
    const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const itself = above !== null && (element.contains(above) || above.contains(element));
    if (!itself) problems.push("is covered");
  }
  const style = getComputedStyle(element);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) problems.push("has no ring of 2 px or more");
  const name = `${element.localName} "${(element.getAttribute("aria-labelledby") ?? element.textContent).trim().slice(0, 40)}"`;
  return { stop: Number(element.dataset.stop), name, problems };
};

async function walk(tab, stops) {
  const problems = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await tab.keyboard.press("Tab");
    const here = await tab.evaluate(focused);
    if (here === null || here.stop !== stop) {
      return [...problems, `stop ${stop + 1} of ${stops} is not reached in order: ${here?.name ?? "nothing"}`];
    }
    problems.push(...here.problems.map((problem) => `${here.name} ${problem}`));
  }
  await tab.keyboard.press("Tab");
  if ((await tab.evaluate(focused)) !== null) problems.push("the focus does not leave the page at its end");
  return problems;
}

/** The skip link takes the focus to the main part, past the menu. */
async function skip(tab) {
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  const inMain = await tab.evaluate(() => document.activeElement?.closest("main") !== null);
  await tab.keyboard.press("Tab");
  const after = await tab.evaluate(() => {
    const [active, main] = [document.activeElement, document.querySelector("main")];
    // Where nothing to reach is left on the page, the browser begins again at its top.
    const past = (element) => main.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (![...document.querySelectorAll("[data-stop]")].some(past)) return true;
    return active === document.body || Boolean(main.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  return inMain && after ? [] : ["the skip link does not lead past the menu"];
}

export async function checkKeyboard(browser, server, page, width, results) {
  const subject = `${page}, ${width} px`;
  const options = { viewport: { width, height: 700 } };
  await look(browser, server.base + page, options, async (tab) => {
    const stops = await tab.evaluate(number);
    results.add("The keyboard reaches everything, in sight", subject, await walk(tab, stops), { value: stops, unit: "stops" });
  });
  await look(browser, server.base + page, options, async (tab) => {
    const first = await tab.locator(".skip-link").count();
    if (first === 0) return;
    await tab.evaluate(number);
    results.add("The skip link works", subject, await skip(tab));
  });
}
