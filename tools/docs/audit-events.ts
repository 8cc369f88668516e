import { auditCatalogue, type AuditMember } from '@comity/contract';
import { codes, heading, table } from './table.ts';

const members = (list: readonly AuditMember[]): string =>
  list.length === 0 ? '–' : list.map((one) => `\`${one.name}\`${one.optional ? '?' : ''} (${one.type})`).join(', ');

/** The catalogue of audit events, one row a kind. */
export function auditEventsPage(): string {
  const rows = auditCatalogue();
  const sections = [...new Set(rows.map((row) => row.section))].map((section) => {
    const own = rows.filter((row) => row.section === section);
    const body = own.map((row) => [
      `\`${row.kind}\``,
      row.on === 'any' ? 'any' : codes(row.on),
      row.why ? 'yes' : '–',
      members(row.data),
      row.commit.length === 0 ? '–' : row.commit.map((one) => `\`${one.name}\`${one.optional ? '?' : ''}`).join(', '),
    ]);
    return `## ${section}\n\n${table(['kind', 'object', 'why', 'data', 'commit'], body)}\n`;
  });
  return [
    heading(
      'Audit events',
      'libs/contract/src/audit-events.ts',
      'Every act leaves an entry of one of these kinds in its own transaction. A kind or member that is not here is refused before it is written. A member with a question mark is absent while the thing that it names does not exist. `time`, allowed in every kind, is business time where it was moved. What stands under *commit* is a commitment: provable by whoever has the value and its salt, and meaningless once the salt is destroyed. No entry holds words, names or identifiers.',
    ),
    ...sections,
  ].join('\n');
}
