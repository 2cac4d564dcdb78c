// Writes what programs found of a site's accessibility into a file that its owner commits:
// node record.mjs FILE DATE [SITE]
//
// Every page at two widths, in light and in forced colours, by axe-core; every file by html-validate. The date is the one
// that is given, such as 2026-01-31: what is written depends on nothing else but the site and the programs.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { checkRules } from "./axe.mjs";
import { launch, look } from "./browser.mjs";
import { COLOURS, WIDTHS } from "./looks.mjs";
import { checkMarkup } from "./markup.mjs";
import { Results } from "./results.mjs";
import { serve } from "./server.mjs";
import { pages } from "./site.mjs";

const [file, date, named] = process.argv.slice(2);
if (file === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date ?? "")) {
  console.error("name the file and the date: node record.mjs FILE 2026-01-31 [SITE]");
  process.exit(2);
}
const site = named ?? fileURLToPath(new URL("../../public", import.meta.url));

async function version(name) {
  const path = fileURLToPath(new URL(`node_modules/${name}/package.json`, import.meta.url));
  return JSON.parse(await readFile(path, "utf8")).version;
}

const list = await pages(site);
const [rules, markup] = [new Results(), new Results()];
await checkMarkup(site, markup);
const server = await serve(site);
const { browser } = await launch();
try {
  for (const page of list) {
    for (const width of WIDTHS) {
      for (const { name, options } of COLOURS) {
        const subject = `${page}, ${width} px, ${name}`;
        await look(browser, server.base + page, { viewport: { width, height: 900 }, ...options }, (tab) =>
          checkRules(tab, subject, name === "forced colours", rules),
        );
      }
    }
  }
} finally {
  await browser.close();
  server.stop();
}

const entry = ({ tool, version, what, pages, violations }) =>
  `- tool: ${tool}\n  version: "${version}"\n  date: ${date}\n  what: "${what}"\n  pages: ${pages}\n  violations: ${violations}\n`;
const results = [
  {
    tool: "axe-core",
    version: await version("axe-core"),
    what: `WCAG 2.2 A and AA and best practices, at ${WIDTHS.join(" and ")} pixels, in light and in forced colours`,
    pages: list.length,
    violations: rules.total,
  },
  {
    tool: "html-validate",
    version: await version("html-validate"),
    what: "valid HTML",
    pages: list.length,
    violations: markup.total,
  },
];
const head = "# What programs found, written by .ci/browser/record.mjs; the statement on accessibility shows it.\n";
await writeFile(file, head + results.map(entry).join(""));
for (const found of [rules, markup]) found.print();
