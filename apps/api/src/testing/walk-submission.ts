import { readFileSync } from 'node:fs';
import { type IdentifierView, type RequestSubmission } from '@comity/contract';

const sample = (name: string): string => readFileSync(new URL(`../../../../samples/${name}`, import.meta.url), 'utf8');

/** The good report as another case: own number, account and address, so that no earlier request of a test is about the same person. @param n 1 to 200 */
export const reportOf = (n: number): string =>
  sample('cybertipline-good.xml')
    .replaceAll('900000142', String(900_001_000 + n))
    .replaceAll('EC-7731-0142', accountOf(n))
    .replaceAll('203.0.113.45', addressOf(n));
const accountOf = (n: number): string => `EC-9000-${String(n).padStart(4, '0')}`;
const addressOf = (n: number): string => `203.0.113.${n}`;

/** The walk's submission for such a case: identifiers are picked by id from what the referral offers. */
export function submissionOf(n: number, offered: readonly Pick<IdentifierView, 'id' | 'type' | 'raw'>[]): RequestSubmission {
  const submission = JSON.parse(sample('walk-submission.json').replaceAll('EC-7731-0142', accountOf(n)).replaceAll('203.0.113.45', addressOf(n))) as RequestSubmission;
  return { ...submission, lines: submission.lines.map((line) => ({ ...line, identifier: idOf(line.identifier, offered) })) };
}

/** `account_id:EC-7731-0142` names the identifier of that type with that value, as it was received. */
function idOf(name: string, offered: readonly Pick<IdentifierView, 'id' | 'type' | 'raw'>[]): string {
  const [type, ...value] = name.split(':');
  const found = offered.find((one) => one.type === type && one.raw === value.join(':'));
  if (!found) throw new Error(`The referral has no ${name}.`);
  return found.id;
}
