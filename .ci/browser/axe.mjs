// Accessibility rules, by axe-core: WCAG 2.0, 2.1 and 2.2 at levels A and AA, and best practices.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
/** In forced colours the reader's own palette decides on contrast, and axe-core reads the colours that are overridden. */
const NOT_IN_FORCED_COLOURS = { "color-contrast": { enabled: false } };

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function checkRules(tab, subject, forced, results) {
  await tab.evaluate(axe);
  const asked = { runOnly: { type: "tag", values: STANDARDS }, rules: forced ? NOT_IN_FORCED_COLOURS : {} };
  const { violations } = await tab.evaluate((asked) => globalThis.axe.run(document, asked), asked);
  const told = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(" ")}`),
  );
  results.add("axe-core: WCAG 2.2 A, AA and best practices", subject, told, { value: told.length, unit: "violations" });
}
