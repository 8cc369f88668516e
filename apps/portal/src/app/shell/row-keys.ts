/**
 * Arrow keys move between the rows of a list when the link of one has the focus; Enter opens it, as with every link.
 * @returns whether the key moved the focus
 */
export function moveInRows(key: string, from: Element): boolean {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const list = from.closest('tbody');
  if (step === 0 || !list || !from.matches('a[href]')) return false;
  const links = [...list.querySelectorAll('tr')].flatMap((row) => row.querySelector<HTMLElement>('a[href]') ?? []);
  const at = links.findIndex((link) => link.closest('tr') === from.closest('tr'));
  const next = links[at + step];
  next?.focus();
  return next !== undefined;
}
