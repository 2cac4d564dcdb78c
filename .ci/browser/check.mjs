// Looks at a built site as its readers' browsers do: node check.mjs [SITE]
//
// Every page, served under a folder and with the headers that the site asks for, at two widths and in two ways of
// colouring. Says what held, then what did not; ends with 1 if anything did not.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { PAPER, launch, pages, serve } from "./site.mjs";

const WIDTHS = [320, 1280];
const COLOURS = [
  { name: "light", options: { colorScheme: "light", forcedColors: "none" } },
  { name: "forced colours", options: { colorScheme: "dark", forcedColors: "active" } },
];
/** In forced colours the reader's own palette decides on contrast, and axe-core reads the colours that are overridden. */
const NOT_IN_FORCED_COLOURS = { "color-contrast": { enabled: false } };
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Pixels below which lettering in a chart cannot be read. */
const LEAST_LETTERING = 10;

const here = path.dirname(fileURLToPath(import.meta.url));
const site = process.argv[2] ?? path.join(here, "../../public");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What each check looked at, and what it found wrong. */
const checks = new Map();

function check(name, subject, problems) {
  const known = checks.get(name) ?? { looked: 0, problems: [] };
  known.looked += 1;
  known.problems.push(...problems.map((problem) => `${subject}: ${problem}`));
  checks.set(name, known);
}

/** A page of its own for one look, with everything that the browser asks for and complains about. */
async function open(browser, base, page, options) {
  const context = await browser.newContext({ ...options, acceptDownloads: false });
  const tab = await context.newPage();
  const elsewhere = [];
  const complaints = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(base)) elsewhere.push(`asks for ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()} for ${response.url()}`);
  });
  tab.on("requestfailed", (request) => complaints.push(`cannot load ${request.url()}`));
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  tab.on("pageerror", (error) => complaints.push(String(error)));
  await tab.goto(base + page, { waitUntil: "load" });
  return { context, tab, elsewhere, complaints };
}

async function look(browser, base, page, width, colours) {
  const subject = `${page}, ${width} px, ${colours.name}`;
  const options = { viewport: { width, height: 900 }, ...colours.options };
  const { context, tab, elsewhere, complaints } = await open(browser, base, page, options);
  const overflow = await tab.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  check("No page scrolls sideways", subject, overflow > 0 ? [`by ${overflow} px`] : []);
  const small = await tab.evaluate((least) => {
    const sizes = [...document.querySelectorAll("svg text")].map((text) => {
      const scale = text.ownerSVGElement.getScreenCTM().a;
      return parseFloat(getComputedStyle(text).fontSize) * scale;
    });
    return sizes.filter((size) => size < least).length;
  }, LEAST_LETTERING);
  check(`Lettering in charts is ${LEAST_LETTERING} px or more`, subject, small > 0 ? [`${small} texts are smaller`] : []);
  await tab.evaluate(axe);
  const rules = colours.options.forcedColors === "active" ? NOT_IN_FORCED_COLOURS : {};
  const asked = { runOnly: { type: "tag", values: STANDARDS }, rules };
  const result = await tab.evaluate((asked) => globalThis.axe.run(document, asked), asked);
  const violations = result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(" ")}`),
  );
  check("axe-core: WCAG 2.2 A and AA, and best practices", subject, violations);
  check("Nothing is loaded from elsewhere", subject, elsewhere);
  check("The browser complains of nothing", subject, complaints);
  await context.close();
}

/** The values of a download, as a reader may meet them in the page. */
function valuesOf(csv) {
  const rows = csv.split("\r\n").slice(1).filter((row) => row !== "");
  return rows.flatMap((row) => row.replace(/^("([^"]|"")*"|[^,]*)/, "").split(",").filter((cell) => /^-?\d/.test(cell)));
}

/** Without scripts, and straight from the disk: the page is the same, and holds every figure of its tables' downloads. */
async function lookWithoutScripts(browser, base, page) {
  const file = pathToFileURL(path.join(path.resolve(site), page)).href;
  const folder = pathToFileURL(path.resolve(site)).href + "/";
  const bare = await open(browser, folder, file.slice(folder.length), { javaScriptEnabled: false });
  const full = await open(browser, base, page, {});
  const [text, other] = [await bare.tab.innerText("body"), await full.tab.innerText("body")];
  const problems = text === other ? [] : ["reads differently with scripts"];
  const plain = text.replaceAll(",", "").replaceAll("\u2212", "-");
  const links = await bare.tab.locator('a[download][href$=".csv"]').evaluateAll((links) => links.map((link) => link.href));
  for (const link of links) {
    const values = valuesOf(await readFile(fileURLToPath(link), "utf8"));
    problems.push(...(values.every((value) => plain.includes(value)) ? [] : [`lacks a figure of ${path.basename(link)}`]));
  }
  check("Pages read the same from the disk and without scripts", page, [...problems, ...bare.elsewhere]);
  await bare.context.close();
  await full.context.close();
}

async function print(browser, base, page) {
  const { context, tab } = await open(browser, base, page, {});
  const pdf = await tab.pdf(PAPER);
  const problems = pdf.subarray(0, 5).toString() === "%PDF-" ? [] : ["did not print"];
  check("Every page prints", page, pdf.includes("/StructTreeRoot") ? problems : [...problems, "the PDF has no structure"]);
  await context.close();
}

async function validate(list) {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  for (const page of list) {
    const text = await readFile(path.join(site, page), "utf8");
    const report = await validator.validateString(text, path.join(here, page));
    const messages = report.results.flatMap((result) => result.messages);
    check("html-validate", page, messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  }
}

const list = await pages(site);
const server = await serve(site);
const browser = await launch();
try {
  for (const page of list) {
    for (const width of WIDTHS) {
      for (const colours of COLOURS) await look(browser, server.base, page, width, colours);
    }
    await lookWithoutScripts(browser, server.base, page);
    await print(browser, server.base, page);
  }
} finally {
  await browser.close();
  server.stop();
}
await validate(list);

console.log(`Chromium ${browser.version()}; ${list.length} pages; ${WIDTHS.join(" and ")} px; ${COLOURS.map((c) => c.name).join(" and ")}`);
let failed = 0;
for (const [name, { looked, problems }] of checks) {
  failed += problems.length;
  console.log(`${problems.length === 0 ? "pass" : "FAIL"}  ${name} (${looked} looks)`);
  for (const problem of problems) console.log(`      ${problem}`);
}
console.log(failed === 0 ? "The browser checks passed." : `The browser checks found ${failed} problem(s).`);
process.exitCode = failed === 0 ? 0 : 1;
