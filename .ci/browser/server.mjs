// Serves a built site as a council's host would: under a folder, compressed, with lasting addresses cached, and with the
// response headers that the site itself asks for.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { files } from "./site.mjs";

/** The site must not care where it lies. */
const FOLDER = "/some/folder/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};

/** What is compressed already, or too small to gain. */
const LEAST_COMPRESSED = 256;

/** The rules of `_headers`: a pattern on a line of its own, its headers indented below; the last rule that fits wins. */
export function rules(text) {
  const found = [];
  for (const line of text.split("\n").filter((line) => line.trim() !== "")) {
    if (!line.startsWith(" ")) found.push({ pattern: line.trim(), headers: {} });
    else {
      const [name, value] = line.trim().split(/:\s+(.*)/s, 2);
      found.at(-1).headers[name] = value;
    }
  }
  return found;
}

function headersFor(file, found) {
  const fits = ({ pattern }) => (pattern.endsWith("*") ? `/${file}`.startsWith(pattern.slice(0, -1)) : `/${file}` === pattern);
  return Object.assign({}, ...found.filter(fits).map((rule) => rule.headers));
}

/** A file in each form in which it may be sent, and what is said of it. */
async function prepared(root, file, found) {
  const plain = await readFile(path.join(root, file));
  const type = TYPES[path.extname(file)];
  const headers = {
    ...headersFor(file, found),
    "content-type": type ?? "application/octet-stream",
    // The name of an asset carries a digest of its bytes.
    "cache-control": file.startsWith("assets/") ? "public, max-age=31536000, immutable" : "public, max-age=300",
    vary: "Accept-Encoding",
  };
  const gains = type !== undefined && plain.length >= LEAST_COMPRESSED;
  return { headers, plain, br: gains && brotliCompressSync(plain), gzip: gains && gzipSync(plain) };
}

/** Serves the site on this machine alone. `asked` lists every request, with its status, until it is emptied. */
export async function serve(root) {
  const found = rules(await readFile(path.join(root, "_headers"), "utf8"));
  const known = new Map();
  for (const file of await files(root)) known.set(file, await prepared(root, file, found));
  const asked = [];
  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = known.get(address.startsWith(FOLDER) ? address.slice(FOLDER.length) : "");
    asked.push({ address, status: file === undefined ? 404 : 200 });
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const accepted = request.headers["accept-encoding"] ?? "";
    const coding = ["br", "gzip"].find((name) => accepted.includes(name) && file[name]);
    const body = coding === undefined ? file.plain : file[coding];
    const coded = coding === undefined ? {} : { "content-encoding": coding };
    response.writeHead(200, { ...file.headers, ...coded, "content-length": body.length });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { base: `http://127.0.0.1:${server.address().port}${FOLDER}`, asked, stop };
}
