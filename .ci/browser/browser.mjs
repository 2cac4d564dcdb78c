// The browser, and a tab in it that remembers what it asked for and complained about.

import { createServer } from "node:net";
import { chromium } from "playwright-core";

/** Paper: the size comes from the style sheet. */
export const PAPER = { preferCSSPageSize: true, printBackground: false, tagged: true, outline: true };

/** A port that is free now. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts Chromium. `port` is where other programs can drive it, too. */
export async function launch() {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--remote-debugging-port=${port}`,
    ],
  });
  return { browser, port };
}

/** Opens a page in a context of its own, and runs `look` on it. */
export async function look(browser, address, options, look) {
  const context = await browser.newContext({ acceptDownloads: false, ...options });
  try {
    const tab = await context.newPage();
    const requests = [];
    const complaints = [];
    context.on("request", (request) => requests.push(request.url()));
    context.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`status ${response.status()} for ${response.url()}`);
    });
    tab.on("requestfailed", (request) => complaints.push(`cannot load ${request.url()}`));
    tab.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    tab.on("pageerror", (error) => complaints.push(String(error)));
    await tab.goto(address, { waitUntil: "load" });
    return await look(tab, { requests, complaints });
  } finally {
    await context.close();
  }
}
