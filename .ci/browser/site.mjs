// The files and pages of a built site.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Every file of the site, as a path with forward slashes. */
export async function files(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** A part of a page for somebody else's, which no browser opens by itself. */
export const isFragment = (file) => file.endsWith(".fragment.html");

/** Whether a page only sends its readers on to where another page is now. */
const leadsOn = async (root, file) => (await readFile(path.join(root, file), "utf8")).includes('http-equiv="refresh"');

/** Every page that a reader can open and stay on. */
export async function pages(root) {
  const named = (await files(root)).filter((file) => file.endsWith(".html") && !isFragment(file));
  const found = [];
  for (const file of named) if (!(await leadsOn(root, file))) found.push(file);
  if (found.length === 0) {
    throw new Error(`there is no page in ${root}: build the site first`);
  }
  return found;
}
