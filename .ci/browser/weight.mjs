// What a page costs whoever reads it on a telephone: its compressed bytes, its requests, its scripts, and whom it tells.

import { look } from "./browser.mjs";

const MOST_BYTES = 60_000;
/** The page, two style sheets and an icon. */
const MOST_REQUESTS = 4;

export async function checkWeight(browser, server, page, results) {
  server.asked.length = 0;
  await look(browser, server.base + page, {}, async (tab, { requests }) => {
    const elsewhere = requests.filter((address) => !address.startsWith(server.base));
    results.add("Nothing is asked of another host", page, elsewhere.map((address) => `asks for ${address}`));
    const sent = await tab.evaluate(() => {
      const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      return entries.reduce((sum, entry) => sum + entry.transferSize, 0);
    });
    const heavy = sent > MOST_BYTES ? [`${sent} bytes`] : [];
    results.add(`At most ${MOST_BYTES / 1000} kB compressed, with headers`, page, heavy, { value: sent / 1000, unit: "kB" });
    const scripts = await tab.evaluate(() => document.querySelectorAll("script").length);
    results.add("No script", page, scripts > 0 ? [`${scripts} scripts`] : [], { value: scripts, unit: "kB" });
  });
  // The server's own list also has what the browser asks for by itself, such as an icon.
  const { asked } = server;
  const lost = asked.filter(({ status }) => status !== 200).map(({ address }) => `nothing at ${address}`);
  const logos = asked.filter(({ address }) => /\/assets\/logo-[^/]*$/.test(address)).length;
  const many = asked.length > MOST_REQUESTS + Math.min(logos, 1) ? [asked.map(({ address }) => address).join(", ")] : [];
  results.add(`At most ${MOST_REQUESTS} requests and one for a logo, none in vain`, page, [...lost, ...many], { value: asked.length, unit: "requests" });
}
