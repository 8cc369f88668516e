// The rules of WCAG 2.2 AA that a program can check, and the two that axe does not: no sideways scroll, no focus out of sight.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const sessions = new WeakMap();
/** The browser's own evaluation: the content policy of the page stays in force for everything else. */
async function evaluate(page, expression) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  const { result, exceptionDetails } = await sessions.get(page).send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** Each violation in a line: rule, where, what. Empty on a clean page. */
export async function axe(page) {
  if (!(await evaluate(page, 'typeof axe === "object"'))) await evaluate(page, `${AXE};0`);
  const found = await evaluate(
    page,
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => target.join(' ') + ' – ' + failureSummary.split('\\n').slice(1).join(' ').trim()) })))`,
  );
  return found.flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map((node) => `axe ${id} (${help}): ${node}`));
}

/** Elements that reach beyond the width of the window, when the page scrolls sideways. */
export const sideways = (page) =>
  evaluate(
    page,
    `(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const wide = [...document.querySelectorAll('body *')].filter((one) => { const { left, right } = one.getBoundingClientRect(); return right > clientWidth + 1 || left < -1; });
      return wide.slice(-3).map((one) => 'sideways ' + scrollWidth + ' > ' + clientWidth + ': ' + one.tagName + '.' + one.className);
    })()`,
  );

/** Walks the page with the Tab key, at most `steps` stops: each must be in sight and not under a bar. */
export async function hiddenFocus(page, steps = 40) {
  const hidden = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const seen = await evaluate(
      page,
      `(() => {
        const one = document.activeElement;
        if (!one || one === document.body) return 'end';
        const { x, y, width, height } = one.getBoundingClientRect();
        const at = [x + Math.min(width, innerWidth - x) / 2, y + Math.min(height, innerHeight - Math.max(y, 0)) / 2];
        const top = document.elementFromPoint(...at);
        const ok = width > 0 && height > 0 && top && (one.contains(top) || top.contains(one) || one.labels?.[0]?.contains(top));
        return ok ? '' : one.tagName + '.' + one.className + ' ' + (one.textContent ?? '').trim().slice(0, 40) + ' at ' + Math.round(x) + ',' + Math.round(y);
      })()`,
    );
    if (seen === 'end') break;
    if (seen) hidden.push(`focus out of sight: ${seen}`);
  }
  return hidden;
}
