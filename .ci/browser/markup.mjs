// Valid HTML, by html-validate.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { files } from "./site.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

export async function checkMarkup(site, results) {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  for (const file of (await files(site)).filter((file) => file.endsWith(".html"))) {
    const text = await readFile(path.join(site, file), "utf8");
    const report = await validator.validateString(text, path.join(here, file));
    const told = report.results.flatMap((result) => result.messages).map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
    results.add("html-validate", file, told, { value: told.length, unit: "errors" });
  }
}
