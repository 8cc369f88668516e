// The last step on screen: an auditor opens an entry of the case and has the browser prove it, then the whole log; a program outside comes to the same end.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { tokenFor } from '../../../../tools/start/token.mjs';
import { execute } from '../../../../tools/start/testing.mjs';
import { stop } from './cast.mjs';
import { openInSide } from './person.mjs';

export async function prove(cast, { run, state }) {
  await cast.as('o.auditor', 'proves an entry and the whole log in the browser', async (person) => {
    const { page } = person;
    await openInSide(person, '/entries');
    await stop(person, 'O2');
    await person.choose('/kinds', 'request.closed');
    await person.press('audit.search');
    await person.rest();
    await person.hands.press(page.locator('main tbody a.ref[href^="/entries/"]').first());
    await page.waitForURL(/\/entries\/\d+$/);
    await person.rest();
    await stop(person, 'O2');
    await person.hands.press(page.locator('main a[href^="/verify?entry="]').first());
    await person.screen('O3');
    await page.locator('[data-proof="signed"], [data-proof="proved"]').first().waitFor();
    await stop(person, 'O3');
    await openInSide(person, '/verify');
    await person.press('log.verify_all');
    await page.locator('main [data-proof="signed"], main [data-proof="proved"]').first().waitFor();
    assert.equal(await page.locator('main [data-mark="broken"]').count(), 0);
    await stop(person, 'O3');
  });
  const token = await tokenFor(run, 'o.auditor', { acr: 'comity-2', secrets: join(state, 'own') });
  const { code, out, err } = await execute(['tools/start/command.mjs', 'verify', '--log', run.log.url, '--vkey', run.log.vkey, '--token', token], {
    ...process.env,
    COMITY_STATE: state,
  });
  assert.equal(code, 0, out + err);
  assert.match(out, /entries verified, root ok/);
}
