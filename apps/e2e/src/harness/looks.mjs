// What a page is in the other ways in which people see it: with the colours of their own system, without motion, enlarged four times, and on paper.

/** 1280 × 900 at 400 %. */
const ENLARGED = { width: 320, height: 225 };
/** A4 between its margins, at 96 dots an inch. */
const SHEET = { width: 658, height: 1000 };

/** Controls whose edge is lost with the system's colours: there a filled ground is gone, so a line has to be left. */
const withoutEdge = () =>
  [...document.querySelectorAll('main :is(.cm-btn, .cm-input, .cm-mark:not(.bare))')]
    .filter(
      (one) =>
        one.checkVisibility() && (getComputedStyle(one).borderBlockStartStyle === 'none' || parseFloat(getComputedStyle(one).borderBlockStartWidth) === 0),
    )
    .map((one) => `no edge with the colours of the system: ${one.className}`);

/** Everything that moves although the system asks for no motion. */
const moving = () =>
  [...document.querySelectorAll('body *')]
    .filter((one) =>
      [getComputedStyle(one).transitionDuration, getComputedStyle(one).animationDuration]
        .join()
        .split(',')
        .some((time) => parseFloat(time) > 0.001),
    )
    .map((one) => `moves: ${one.tagName}.${one.className}`);

/** Bars that take the little height that there is. */
const stuck = () =>
  [...document.querySelectorAll('body *')]
    .filter((one) => one.checkVisibility() && ['sticky', 'fixed'].includes(getComputedStyle(one).position) && one.getBoundingClientRect().height > 0)
    .map((one) => `stays on a small screen: ${one.tagName}.${one.className}`);

/** What has no business on paper, and what has to be there. */
const onPaper = () => {
  const unwanted = [...document.querySelectorAll('.cm-top, .cm-side, .cm-demo, .skip, .cm-btn, .cm-acts, dialog')].filter((one) => one.checkVisibility());
  const dark = getComputedStyle(document.body)
    .backgroundColor.match(/\d+(\.\d+)?/g)
    .slice(0, 3)
    .some((part) => Number(part) > 1 && Number(part) < 200);
  const written = [...document.querySelectorAll('main a[href^="http"]')].filter((one) => getComputedStyle(one, '::after').content === 'none');
  return [
    ...unwanted.map((one) => `on paper: ${one.className}`),
    ...(dark ? ['a dark page on paper'] : []),
    ...written.map((one) => `an address that is not written out: ${one.href}`),
    ...(document.querySelector('main h1') ? [] : ['no heading on paper']),
  ];
};

const unique = (faults) => [...new Set(faults)].slice(0, 4);

/** @param sideways of `axe.mjs` @returns faults in words, after which the page is as it was */
export async function otherLooks(page, sideways) {
  const before = page.viewportSize();
  const found = [];
  await page.emulateMedia({ forcedColors: 'active' });
  found.push(...(await page.evaluate(withoutEdge)));
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
  found.push(...(await page.evaluate(moving)));
  await page.setViewportSize(ENLARGED);
  found.push(...(await page.evaluate(stuck)), ...(await sideways(page)).map((fault) => `400 %: ${fault}`));
  await page.setViewportSize(SHEET);
  await page.emulateMedia({ media: 'print' });
  found.push(...(await page.evaluate(onPaper)), ...(await sideways(page)).map((fault) => `paper: ${fault}`));
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(before);
  return unique(found);
}
