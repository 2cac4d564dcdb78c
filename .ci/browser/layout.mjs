// What a page's layout owes its reader: no sideways scrolling, also with the widest spacing of text that WCAG 1.4.12 lets a
// reader choose, and lettering in charts that can be read.

/** Pixels below which lettering in a chart cannot be read. */
const LEAST_LETTERING = 12;

const overflow = () => {
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
};

/** The spacing of WCAG 1.4.12, as a reader's own style sheet sets it. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; } svg * { letter-spacing: 0 !important; word-spacing: 0 !important; }`;

const spaceOut = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
};

export async function checkLayout(tab, subject, results) {
  const small = await tab.evaluate((least) => {
    const sizes = [...document.querySelectorAll("svg text")].map((text) => {
      const scale = text.ownerSVGElement.getScreenCTM().a;
      return parseFloat(getComputedStyle(text).fontSize) * scale;
    });
    return sizes.filter((size) => size < least - 0.01).length;
  }, LEAST_LETTERING);
  results.add(`Lettering in charts is ${LEAST_LETTERING} px or more`, subject, small > 0 ? [`${small} texts are smaller`] : []);
  const wide = await tab.evaluate(overflow);
  results.add("No page scrolls sideways", subject, wide > 0 ? [`by ${wide} px`] : []);
  await tab.evaluate(spaceOut, SPACED);
  const spaced = await tab.evaluate(overflow);
  results.add("Nor with text spaced out (WCAG 1.4.12)", subject, spaced > 0 ? [`by ${spaced} px`] : []);
  await tab.evaluate(() => (document.adoptedStyleSheets = []));
}
