import { PROBLEMS } from '@comity/contract';
import { heading, table } from './table.ts';

/** The list of problems that an answer can carry. */
export function problemsPage(): string {
  const rows = Object.entries(PROBLEMS).map(([code, row]) => [String(row.status), `\`${code}\``, row.title, row.detail]);
  return [
    heading(
      'Problems',
      'libs/contract/src/problems.ts',
      'A refusal is `application/problem+json` (RFC 9457): `type` is `urn:comity:problem:` and the code, `rules` names the rules that refused, `errors` at most 20 causes with a JSON pointer each. Answers of status 429 and 503 say in `Retry-After` when to come again. A record that does not exist and one that is not yours answer alike.',
    ),
    table(['status', 'code', 'title', 'what it means'], rows),
    '',
  ].join('\n');
}
