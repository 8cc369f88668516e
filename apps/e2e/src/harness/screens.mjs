// Which screens each person has, and how somebody gets there by clicking.

import { openInSide } from './person.mjs';

const bySide = (path) => (person) => openInSide(person, path);
const firstOf = (path) => async (person) => {
  await bySide(path)(person);
  await person.page.locator(`main a[href^="${path}/"]`).first().click();
};

/** Screens by person. @source experience.md 3 */
export const SCREENS = {
  'a.officer': [
    { code: 'U2', open: bySide('/referrals') },
    { code: 'U3', open: firstOf('/referrals') },
  ],
};
