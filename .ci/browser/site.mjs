// What both programs share: the pages of a built site, a server for them, and the browser.

import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { chromium } from "playwright-core";

/** A folder on the server, as a council might use one: the site must not care where it lies. */
const FOLDER = "/some/folder/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
};

/** Every file of the site, as a path with forward slashes. */
async function files(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();
}

export async function pages(root) {
  const found = (await files(root)).filter((file) => file.endsWith(".html"));
  if (found.length === 0) {
    throw new Error(`there is no page in ${root}: build the site first`);
  }
  return found;
}

/** The response headers that the site itself asks for. */
async function headersOf(root) {
  const text = await readFile(path.join(root, "_headers"), "utf8");
  const lines = text.split("\n").filter((line) => line.startsWith("  "));
  return Object.fromEntries(lines.map((line) => line.trim().split(/:\s+(.*)/s, 2)));
}

/** Serves the site on this machine alone, under a folder, with its own headers. */
export async function serve(root) {
  const known = new Set(await files(root));
  const headers = await headersOf(root);
  const server = createServer(async (request, response) => {
    const address = new URL(request.url, "http://localhost").pathname;
    if (address === "/favicon.ico") {
      // Browsers ask every server for one by themselves; the site does not.
      response.writeHead(204).end();
      return;
    }
    const file = address.startsWith(FOLDER) ? decodeURIComponent(address.slice(FOLDER.length)) : "";
    if (!known.has(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { ...headers, "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(await readFile(path.join(root, file)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { base: `http://127.0.0.1:${server.address().port}${FOLDER}`, stop: () => server.close() };
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Paper: the size comes from the style sheet. */
export const PAPER = { preferCSSPageSize: true, printBackground: false, tagged: true, outline: true };
