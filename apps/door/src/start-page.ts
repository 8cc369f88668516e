import { type LogFacts } from './log-facts.js';
import { type AgencyPeople } from './people.js';

/** What the page is filled with. */
export interface StartPage {
  address: string;
  /** Identity provider for the portal, as it stands in the meta element. */
  oidc: { issuer: string; provider: 'keycloak' | 'plain'; clientId: string };
  demonstration: boolean;
  agencies: AgencyPeople[];
  log: LogFacts | undefined;
  nonce: string;
}

const OFFICE = { national_unit: 'officer', international_unit: 'liaison', oversight_body: 'auditor' } as const;

/** Texts go through here, addresses too: what is not markup of this file is not markup. */
const text = (value: string): string => value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Fills the template `pages/start.html`. Every marked place is replaced; one that is unknown is left empty, so that no mark is ever sent. */
export function fillStartPage(template: string, page: StartPage): string {
  const places: Record<string, string> = {
    NONCE: page.nonce,
    OIDC: text(JSON.stringify(page.oidc)),
    STRIP: page.demonstration
      ? '<aside class="strip" aria-label="Demonstration"><strong>Demonstration</strong> <span>Sample people, invented cases, law made up for the purpose. Nothing here is real.</span></aside>'
      : '',
    AGENCIES: page.agencies.map((agency) => section(agency)).join(''),
    LOG: page.log ? known(page.address, page.log) : '<p class="notice" role="status"><strong>The log does not answer.</strong> Acts that need it are refused until it does.</p>',
    ADDRESS: text(page.address),
    LOG_ADDRESS: text(`${page.address}/log`),
    VKEY: text(page.log?.vkey ?? 'KEY'),
  };
  return template.replace(/\{\{([A-Z_]+)\}\}/g, (_mark, name: string) => places[name] ?? '');
}

function section(agency: AgencyPeople): string {
  const rows = agency.people.map(
    (person) =>
      `<li><p class="who"><span class="square" aria-hidden="true"></span><strong>${text(person.name)}</strong> <span class="role">${text(person.roles.join(', '))}</span></p><p class="does">${text(person.does)}</p><p><code>${text(person.key)}</code></p></li>`,
  );
  return `<section class="agency" data-office="${OFFICE[agency.kind]}"><h3>${text(agency.name)} <span class="place">${text(agency.jurisdiction)}</span></h3><ul>${rows.join('')}</ul></section>`;
}

function known(address: string, log: LogFacts): string {
  return `<dl><dt>Address</dt><dd><code>${text(address)}/log</code></dd><dt>Key</dt><dd><code>${text(log.vkey)}</code></dd><dt>Entries under the newest signature</dt><dd>${text(log.size)}</dd><dt>State</dt><dd><span class="mark">Signed</span> by the log alone. No outside witness has signed it yet.</dd></dl>`;
}
