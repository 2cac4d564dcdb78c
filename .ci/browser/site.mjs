// The files and pages of a built site.

import { readdir } from "node:fs/promises";
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

/** Every page that a reader can open. */
export async function pages(root) {
  const found = (await files(root)).filter((file) => file.endsWith(".html") && !isFragment(file));
  if (found.length === 0) {
    throw new Error(`there is no page in ${root}: build the site first`);
  }
  return found;
}
