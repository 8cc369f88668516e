/** How long a page may take to show its heading before the focus stays on the page itself. */
const PATIENCE_MS = 5000;

/** Puts the focus on the heading of the page; on the page until a heading that waits for data is drawn. @source experience.md 1.13 */
export function focusHeading(main: HTMLElement): void {
  const heading = main.querySelector('h1');
  if (heading) {
    heading.setAttribute('tabindex', '-1');
    return heading.focus();
  }
  main.focus();
  const drawn = new MutationObserver(() => {
    if (!main.querySelector('h1')) return;
    drawn.disconnect();
    // Whoever went on by themselves is not called back.
    if (document.activeElement === main) focusHeading(main);
  });
  drawn.observe(main, { childList: true, subtree: true });
  setTimeout(() => drawn.disconnect(), PATIENCE_MS);
}
