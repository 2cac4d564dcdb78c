// Paper: every page prints as a tagged PDF with a title, a language and an outline, its pages numbered, nothing cut.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { PAPER, look } from "./browser.mjs";

const run = promisify(execFile);
/** What is left of A4 between the margins, in CSS pixels. */
const SHEET = { width: Math.floor((170 / 25.4) * 96), height: Math.floor((255 / 25.4) * 96) };

/** Charts that a page break could cut, or that are wider or higher than the sheet. */
const cut = (sheet) =>
  [...document.querySelectorAll(".chart-exhibit .chart-area, .key-figures, tbody tr")].flatMap((element) => {
    const [box, name] = [element.getBoundingClientRect(), element.closest("[id]")?.id ?? element.className];
    const kept = (part) => part !== null && (getComputedStyle(part).breakInside.startsWith("avoid") || kept(part.parentElement));
    const problems = [];
    if (box.right > sheet.width + 1) problems.push(`${name} is wider than the sheet`);
    if (box.height > sheet.height) problems.push(`${name} is higher than the sheet`);
    if (!kept(element)) problems.push(`${name} may be cut by the end of a sheet`);
    return problems;
  });

async function problemsOf(file, bytes, language) {
  const { stdout: facts } = await run("pdfinfo", [file]);
  const fact = (name) => facts.match(new RegExp(`^${name}:\\s*(.*)$`, "m"))?.[1] ?? "";
  const problems = [];
  if (fact("Tagged") !== "yes") problems.push("is not tagged");
  if (fact("Title") === "") problems.push("has no title");
  if (!bytes.includes("/Outlines")) problems.push("has no outline");
  if (!bytes.includes(`/Lang (${language})`)) problems.push("does not say its language");
  const sheets = Number(fact("Pages"));
  const { stdout: text } = await run("pdftotext", ["-layout", file, "-"]);
  text.split("\f").slice(0, sheets).forEach((sheet, position) => {
    const numbered = new RegExp(`\\b${position + 1}\\D{1,12}${sheets}\\s*$`).test(sheet);
    if (!numbered) problems.push(`sheet ${position + 1} of ${sheets} is not numbered`);
  });
  return { problems, sheets };
}

export async function checkPrint(browser, server, page, results) {
  const folder = await mkdtemp(path.join(tmpdir(), "candour-print-"));
  try {
    await look(browser, server.base + page, { viewport: SHEET }, async (tab) => {
      const file = path.join(folder, "page.pdf");
      const bytes = await tab.pdf({ ...PAPER, path: file });
      const language = await tab.getAttribute("html", "lang");
      const { problems, sheets } = await problemsOf(file, bytes, language);
      results.add("Prints: tagged, outlined, numbered", page, problems, { value: sheets, unit: "sheets" });
      await tab.emulateMedia({ media: "print" });
      results.add("Nothing is cut in print", page, await tab.evaluate(cut, SHEET));
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
