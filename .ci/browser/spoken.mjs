// What a screen reader is given: a withheld figure is "confidential", never a letter in brackets.

import { look } from "./browser.mjs";

const LETTERS = /^\[?[a-z]\]?$/;
/** What the letters are called, in the languages that are known here. */
const CONFIDENTIAL = { en: "confidential" };

/** The backend numbers of an element's texts. Chromium leaves an element without meaning out of its tree, never a text. */
const textsOf = (node) => (node.nodeName === "#text" ? [node.backendNodeId] : (node.children ?? []).flatMap(textsOf));

/** What the accessibility tree holds of a text. */
const heardOf = (node) => (node !== undefined && !node.ignored ? node.name?.value ?? "" : "");

export async function checkSpoken(browser, server, page, results) {
  await look(browser, server.base + page, {}, async (tab) => {
    const language = (await tab.getAttribute("html", "lang")).split("-")[0];
    // What opens on demand is heard too.
    await tab.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    const session = await tab.context().newCDPSession(tab);
    await session.send("DOM.enable");
    const tree = await session.send("Accessibility.getFullAXTree");
    const said = tree.nodes.filter((node) => node.role?.value === "StaticText");
    const byText = new Map(said.map((node) => [node.backendDOMNodeId, node]));
    const letters = tree.nodes.filter((node) => !node.ignored && LETTERS.test((node.name?.value ?? "").trim()));
    const problems = letters.map((node) => `a ${node.role?.value} is read as "${node.name.value}"`);
    const { root } = await session.send("DOM.getDocument");
    const markers = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: ".marker" });
    const shown = await tab.locator(".marker").evaluateAll((list) => list.map((marker) => marker.firstElementChild.textContent));
    let confidential = 0;
    for (const [position, nodeId] of markers.nodeIds.entries()) {
      const { node } = await session.send("DOM.describeNode", { nodeId, depth: -1 });
      const heard = textsOf(node).map((text) => heardOf(byText.get(text))).join("").replace(/:$/, "").trim();
      const word = CONFIDENTIAL[language];
      const isConfidential = shown[position].trim() === "[c]";
      confidential += isConfidential ? 1 : 0;
      if (heard === "" || /[[\]]/.test(heard)) problems.push(`a marker is read as "${heard}"`);
      else if (isConfidential && word !== undefined && heard !== word) problems.push(`[c] is read as "${heard}"`);
    }
    results.add('Withheld figures are read as "confidential"', page, problems, { value: confidential, unit: "on a page" });
  });
}
