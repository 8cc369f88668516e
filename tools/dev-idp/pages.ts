// The pages of the stand-in: whom to be, once more for a higher level, signed out, error. No script but the one that posts the sign-out.
import type { Agency, Person } from './config.ts';

/** Headers of every page. @param portal origin that a form may lead to @param nonce of the one inline script, if there is one */
export const pageHeaders = (portal: string, nonce?: string): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'self'; ${nonce ? `script-src 'nonce-${nonce}'; ` : ''}form-action 'self' ${portal}; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escape(title)} · Comity</title><link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/page.css"></head><body><aside class="strip" aria-label="Demonstration"><strong>Demonstration</strong> <span>Sample people, invented cases. The live system has no such page.</span></aside><main class="gate"><h1 class="brand">${SIGN}Comity</h1>${body}</main></body></html>`;
}

const SIGN =
  '<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d="M2.75 2.75h12.5v12.5H2.75z M8.75 8.75h12.5v12.5H8.75z" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8.75 8.75h6.5v6.5h-6.5z" fill="currentColor"/></svg>';

const OFFICE = { national_unit: 'officer', international_unit: 'liaison', oversight_body: 'auditor' } as const;

/** Everybody, by agency: nine in sight, those of tests under "more". Each is a link whose id is the person's key. */
export function peoplePage(uid: string, people: Person[], agencies: Agency[]): string {
  const group = (agency: Agency, some: Person[]) =>
    some.length === 0
      ? ''
      : `<section class="agency" data-office="${OFFICE[agency.kind]}"><h3>${escape(agency.name.en)} <span class="code">${agency.jurisdiction}</span></h3><ul>${some
          .map(
            (person) =>
              `<li><a class="person" id="${escape(person.key)}" href="/interaction/${uid}/as/${encodeURIComponent(person.key)}"><span class="who">${escape(person.name)}</span> <span class="role">${escape(person.roles.join(', '))}</span><span class="does">${escape(person.does)}</span></a></li>`,
          )
          .join('')}</ul></section>`;
  const all = (inSight: boolean) => agencies.map((agency) => group(agency, people.filter((person) => person.agency === agency.id && person.inSight === inSight))).join('');
  return page(
    'Sign in',
    `<h2>Who would you like to be?</h2><p class="second">One press signs you in as a sample person. What you do is written to a real log, and you can check it.</p>${all(true)}<details><summary>More people, mostly for tests</summary>${all(false)}</details>`,
  );
}

/** Asks the person who is signed in already to confirm, because an act needs a fresh sign-in. */
export function againPage(uid: string, person: Person): string {
  return page(
    'Once more',
    `<h2>Once more, please</h2><p>What you are about to do needs a fresh sign-in, so that nobody else can do it on your open screen. You are <strong>${escape(person.name)}</strong>, ${escape(person.roles.join(', '))}.</p><p class="second">In the live system you would use your security key here.</p><p><a class="first" id="again" href="/interaction/${uid}/again/${encodeURIComponent(person.key)}">I am ${escape(person.name)}</a></p>`,
  );
}

/** The library's form, posted by itself; without script it has a button. */
export function signOutPage(form: string, nonce: string): string {
  const idOfForm = /id="([^"]+)"/.exec(form)?.[1] ?? '';
  return page(
    'Sign out',
    `<h2>Signing out</h2>${form}<p><button class="first" type="submit" form="${idOfForm}" name="logout" value="yes">Sign out</button></p><script nonce="${nonce}">const form = document.getElementById(${JSON.stringify(idOfForm)}); const yes = document.createElement('input'); yes.type = 'hidden'; yes.name = 'logout'; yes.value = 'yes'; form.append(yes); form.submit();</script>`,
  );
}

export const signedOutPage = (portal: string): string => page('Signed out', `<h2>You are signed out</h2><p><a href="${escape(portal)}/">Back to Comity</a></p>`);

export const errorPage = (code: string, description?: string): string =>
  page('Sign-in failed', `<h2>The sign-in failed</h2><p><code>${escape(code)}</code>${description ? `: ${escape(description)}` : ''}</p><p class="second">Go back to the page you came from and begin again.</p>`);
