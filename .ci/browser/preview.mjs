// Looks at the preview as an author does: node preview.mjs [PROGRAM]
//
// Starts `candour serve` on a copy of the demonstration with a draft in it, and saves files. The page has to follow, to stay where it
// was read, and to say what is wrong, with the last good page below. Ends with 1 if anything did not hold.

import { spawn } from "node:child_process";
import { cp, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { checkRules } from "./axe.mjs";
import { launch, look } from "./browser.mjs";
import { COLOURS, WIDTHS } from "./looks.mjs";
import { Results } from "./results.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = path.resolve(process.argv[2] ?? path.join(root, "target/debug/candour"));
const INPUTS = ["content", "data", "site.yaml", "accessibility.yaml", "accessibility-results.yaml"];
const DRAFT = "---\ntitle: A draft\ndraft: true\n---\nWords of a draft.\n";
const WATERMARK = "Draft — not for publication";

const site = await mkdtemp(path.join(tmpdir(), "candour-preview-"));
for (const input of INPUTS) await cp(path.join(root, input), path.join(site, input), { recursive: true });
const draft = path.join(site, "content/draft.md");
await writeFile(draft, DRAFT);

const server = spawn(program, ["serve", "--root", site, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const { browser } = await launch();
const results = new Results();
try {
  const [line] = await new Promise((resolve, reject) => {
    createInterface(server.stdout).once("line", (line) => resolve([line]));
    server.once("error", reject);
    server.once("exit", () => reject(new Error("the preview has ended")));
  });
  const base = line.replace("Preview: ", "");
  await look(browser, `${base}missing.html`, { viewport: { width: 1280, height: 800 } }, follow);
  await looks(base);
} finally {
  await browser.close();
  server.kill();
  await rm(site, { recursive: true });
}
results.print();
process.exitCode = results.failed ? 1 : 0;

/** Saves a file as many editors do, and waits until the page has followed. */
async function save(tab, text) {
  const begin = Date.now();
  const loaded = tab.waitForEvent("load");
  await writeFile(`${draft}~`, text);
  await rename(`${draft}~`, draft);
  await loaded;
  return Date.now() - begin;
}

async function follow(tab, { complaints }) {
  await tab.evaluate(() => scrollTo(0, 2500));
  const heading = () => tab.evaluate(() => document.querySelectorAll("main h2")[3].getBoundingClientRect().top);
  const alert = tab.locator("[role=alert]");
  const before = await heading();
  for (const [subject, text, broken] of [
    ["a save", `${DRAFT}\nMore.\n`, false],
    ["a mistake", `${DRAFT}\n[More](nowhere.md).\n`, true],
    ["its correction", DRAFT, false],
  ]) {
    const taken = await save(tab, text);
    const moved = Math.abs((await heading()) - before);
    results.add("The page follows and stays where it was read", subject, moved > 1 ? [`moved by ${moved} px`] : [], {
      value: taken,
      unit: "ms",
    });
    const seen = (await alert.count()) === 1 && (await alert.boundingBox()).y >= 0;
    results.add("What is wrong is seen at once", subject, seen === broken ? [] : [`alert: ${seen}`]);
  }
  // A page that is left lets go of what it listened to.
  const others = complaints.filter((complaint) => !complaint.endsWith("/.candour/events"));
  results.add("The browser complains of nothing", "missing.html", others);
}

/** A draft, without a problem and with one, on all screens and on paper. */
async function looks(base) {
  for (const text of [DRAFT, `${DRAFT}\n[More](nowhere.md).\n`]) {
    await look(browser, `${base}draft.html`, {}, (tab) => (text === DRAFT ? undefined : save(tab, text)));
    for (const width of WIDTHS) {
      for (const { name, options } of COLOURS) {
        const subject = `${text === DRAFT ? "a draft" : "a mistake"}, ${width} px, ${name}`;
        await look(browser, `${base}draft.html`, { viewport: { width, height: 900 }, ...options }, async (tab) => {
          await checkRules(tab, subject, name === "forced colours", results);
          const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
          results.add("Nothing scrolls sideways", subject, wide > width ? [`${wide} px`] : []);
          const mark = await tab.locator(".candour-draft").innerText();
          results.add("A draft says that it is one", subject, mark === WATERMARK ? [] : [mark]);
          await tab.emulateMedia({ media: "print" });
          const shown = await tab.locator(".candour-watermark").isVisible();
          results.add("On paper too", subject, shown ? [] : ["no watermark"]);
        });
      }
    }
  }
}
