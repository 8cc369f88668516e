// Steps 1 and 2 on screen: a report comes in, is completed, sent by somebody else, received and accepted.
import assert from 'node:assert/strict';
import { SWEDEN } from '../../../../tools/walk/walk.mjs';
import { sample } from '../../../../tools/walk/samples.mjs';
import { openRow, stop } from './cast.mjs';
import { openInSide, refusal } from './person.mjs';

const asFile = (name, text) => ({ name, mimeType: 'application/xml', buffer: Buffer.from(text) });

/** @returns the reference of the referral */
export async function takeIn(cast, report) {
  let ref;
  await cast.as('a.officer', 'imports reports', async (person) => {
    await openInSide(person, '/referrals');
    await stop(person, 'U2');
    await person.hands.press(person.link('referrals.list.import'));
    await stop(person, 'U3');
    for (const name of ['cybertipline-doctype.xml', 'cybertipline-image.xml']) {
      await person.hands.attach(person.field('/'), asFile(name, sample(name)));
      await person.press('referral.import');
      const said = await refusal(person, name.includes('image') ? 'media' : 'document');
      assert.match(said, name.includes('image') ? /media/ : /xml-doctype/);
    }
    await stop(person, 'U3');
    await person.hands.attach(person.field('/'), asFile('report.xml', report));
    await person.press('referral.import');
    await stop(person, 'U3');
    await person.state('draft');
    ref = await person.ref();
  });
  return ref;
}

export async function share(cast, ref) {
  await cast.as('a.officer', 'completes the referral', async (person) => {
    await person.choose('/purpose', 'identify_suspect');
    await person.choose('/harmStatus', 'ongoing');
    await person.choose('/evaluation/source', 'B');
    await person.choose('/evaluation/information', '2');
    await person.hands.tick(person.field('/handling').getByLabel(person.word('referrals.form.free')));
    await person.choose('/recipients/0/agency', SWEDEN);
    await person.fill('/recipients/0/why', 'The service that holds the account is in Sweden.');
    await person.press('referral.save');
    await person.rest();
    await person.press('referral.complete');
    await person.state('ready');
  });
  await cast.as('a.supervisor', 'sends the referral', async (person) => {
    await openRow(person, '/referrals', ref);
    await stop(person, 'C4');
    await person.choose('/channel', 'police_to_police');
    await person.press('referral.send');
    await person.state('sent', 'relayed', 'delivered');
  });
  await cast.as('b.desk', 'receives and accepts the referral', async (person) => {
    await openRow(person, '/referrals', ref);
    await stop(person, 'C4');
    await person.press('referral.retrieve');
    await person.state('retrieved');
    await person.press('referral.accept');
    await person.state('accepted');
    await stop(person, 'C4');
  });
}
