// Without scripts, without a network and straight from the disk, a page is the same, is dressed alike, and holds every
// figure of its downloads as text.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { look } from "./browser.mjs";

/** The values of a download: every field that is a number, without the first column, which is a label. */
function valuesOf(csv) {
  const rows = csv.split("\r\n").slice(1).filter((row) => row !== "");
  return rows.flatMap((row) => row.replace(/^("([^"]|"")*"|[^,]*)/, "").split(",").filter((cell) => /^-?\d+(\.\d+)?$/.test(cell)));
}

/** The numbers of a text, plain. */
function numbersOf(text) {
  const plain = text.replace(/(\d),(?=\d{3})/g, "$1").replaceAll("\u2212", "-");
  return new Set(plain.match(/-?\d+(\.\d+)?/g) ?? []);
}

/** How the page looks, as far as style sheets decide it. */
const dress = () => {
  const parts = ["body", "header", "h1", "main", ".exhibit", "table", "footer"];
  const styles = parts.map((part) => document.querySelector(part)).filter((element) => element !== null);
  const said = styles.map(getComputedStyle).map((s) => [s.color, s.backgroundColor, s.fontFamily, s.fontSize, s.maxWidth]);
  const pictures = [...document.images].map((image) => image.complete && image.naturalWidth > 0);
  return JSON.stringify([said, pictures]);
};

/** What a page says, how it is dressed, and its tables with the files that hold the same figures. */
async function read(tab) {
  const exhibits = await tab.locator(".table-exhibit").evaluateAll((sections) =>
    sections.map((section) => ({
      id: section.id,
      text: section.innerText,
      files: [...section.querySelectorAll("a[download]")].map((link) => link.href).filter((href) => href.endsWith(".csv")),
    })),
  );
  const charts = await tab.locator(".chart-exhibit:not(:has(.structure-text))").evaluateAll((figures) =>
    figures.map((figure) => ({
      id: figure.id,
      tables: [...figure.querySelectorAll('.chart-text a[href*="#"]')].map((link) => link.hash.slice(1)),
    })),
  );
  return { text: await tab.innerText("body"), dress: await tab.evaluate(dress), exhibits, charts };
}

export async function checkText(browser, server, site, page, results) {
  const address = pathToFileURL(path.join(path.resolve(site), page)).href;
  const folder = pathToFileURL(path.resolve(site)).href + "/";
  const full = await look(browser, server.base + page, {}, read);
  const options = { javaScriptEnabled: false, offline: true };
  const bare = await look(browser, address, options, async (tab, { requests, complaints }) => {
    const elsewhere = requests.filter((request) => !request.startsWith(folder)).map((request) => `asks for ${request}`);
    results.add("Opens from the disk with everything it needs", page, [...complaints, ...elsewhere]);
    return read(tab);
  });
  const changed = [];
  if (bare.text !== full.text) changed.push("reads differently");
  if (bare.dress !== full.dress) changed.push("is dressed differently");
  results.add("The same from the disk, without script and network", page, changed);
  let figures = 0;
  const lacking = [];
  for (const { id, text, files } of bare.exhibits) {
    const numbers = numbersOf(text);
    if (files.length === 0) lacking.push(`${id} has no file of its figures`);
    for (const file of files) {
      const values = valuesOf(await readFile(fileURLToPath(file), "utf8"));
      figures += values.length;
      if (!values.every((value) => numbers.has(value))) lacking.push(`${id} lacks a figure of ${path.basename(file)}`);
    }
  }
  const tables = new Set(bare.exhibits.map(({ id }) => id));
  for (const { id, tables: named } of bare.charts) {
    if (!named.some((table) => tables.has(table))) lacking.push(`${id} names no table with its figures`);
  }
  results.add("Every figure of the downloads is in the text", page, lacking, { value: figures, unit: "figures" });
}
