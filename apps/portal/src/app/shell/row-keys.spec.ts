import { describe, expect, it } from 'vitest';
import { moveInRows } from './row-keys';

function list(): HTMLAnchorElement[] {
  const body = document.createElement('tbody');
  const links = ['a', 'b'].map((name) => {
    const row = body.appendChild(document.createElement('tr'));
    const link = row.appendChild(document.createElement('td')).appendChild(document.createElement('a'));
    link.href = `/${name}`;
    return link;
  });
  document.body.appendChild(document.createElement('table')).appendChild(body);
  return links;
}

describe('moveInRows', () => {
  it('moves to the next row, and stays at the ends', () => {
    const [first, second] = list();
    first!.focus();
    expect([moveInRows('ArrowDown', first!), document.activeElement]).toEqual([true, second]);
    expect([moveInRows('ArrowDown', second!), moveInRows('ArrowUp', second!), document.activeElement]).toEqual([false, true, first]);
  });
  it('leaves other keys and places alone', () => {
    const [first] = list();
    expect([moveInRows('x', first!), moveInRows('ArrowDown', document.body)]).toEqual([false, false]);
  });
});
