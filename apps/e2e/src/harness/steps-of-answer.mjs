// Step 7 on screen: only the granted table reaches the other side; an officer answers it, and somebody who did not answer sends.
import assert from 'node:assert/strict';
import { openRow, stop } from './cast.mjs';

const YEAR_MS = 365 * 86_400_000;
const GRANTED_FROM = '2026-10-04T00:00:00Z';
/** Rows as a person pastes them. The last one lies a year before the grant and must not leave. */
const ROWS = {
  1: 'at,fullName,email\n,Sample Person 0142,sample.person.0142@example.com',
  2: `at,ip,port\n${GRANTED_FROM},203.0.113.45,50122\n${new Date(Date.parse(GRANTED_FROM) - YEAR_MS).toISOString()},203.0.113.45,50122`,
};

export async function answer(cast, ref) {
  await cast.as('b.desk', 'takes the request up', async (person) => {
    await openRow(person, '/answers', ref);
    await stop(person, 'U6');
    await person.press('request.take_up');
    await person.state('answering');
  });
  await cast.as('b.officer', 'answers line by line', async (person) => {
    await openRow(person, '/answers', ref);
    for (const line of [1, 2]) {
      await person.hands.press(person.button('answers.answer.open', { line }));
      await person.choose('/answer', 'data_attached');
      await person.fill('/searched/system', 'example-chat records');
      await person.fill('/searched/from', '2026-10-04T00:00');
      await person.fill('/searched/to', '2026-11-02T23:59');
      await person.fill('/rows', ROWS[line]);
      await person.press('disclosure.answer');
      await person.rest();
    }
    await stop(person, 'U6');
    // G15: what lies outside the grant is held back, and said. G10: who answered finds no way to send.
    const held = person.word('answers.held.title', { rows: 1 });
    await person.page.getByText(held).first().waitFor();
    assert.equal(await person.page.locator('[data-act="disclosure.send"]').count(), 0);
  });
  await cast.as('b.desk', 'sends the answer', async (person) => {
    await openRow(person, '/answers', ref);
    const choose = async () => {
      for (const line of [1, 2]) await person.hands.tick(person.field(`/lines/${line}`));
    };
    await choose();
    await stop(person, 'U6');
    await person.press('disclosure.send');
    if (await person.isAskedAgain()) {
      await choose();
      await person.press('disclosure.send');
    }
    await person.state('disclosed', 'delivered', 'partly_disclosed', 'answering');
  });
}
