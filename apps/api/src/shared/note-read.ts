import { append } from '@comity/audit';
import { type StorageClass } from '@comity/casework';
import { actorOf, type Officer } from './officer.js';
import { type Tx } from './transactions.js';

/** What was opened, for whom, and why. */
export interface ContentRead {
  on: { type: string; id: string };
  /** Thread of the case. */
  caseId: string;
  parties: string[];
  /** From the verdict of the policy: the purpose named, or the record's own aim. */
  purpose: string;
  /** Name of what was shown: `request`, `review`, `granted`, `package`. */
  view: string;
  classes: StorageClass[];
  version: number;
  /** Record keys that were unwrapped. */
  keys: number;
}

/** Leaves the entry of a read of content. A read is an act: the entry commits before the content is answered. @source log.md 3.1 */
export async function noteRead(tx: Tx, officer: Officer, read: ContentRead): Promise<void> {
  await append(tx, {
    kind: 'audit.read',
    actor: actorOf(officer),
    on: read.on,
    case: read.caseId,
    parties: read.parties,
    why: { purpose: read.purpose },
    data: { view: read.view, classes: [...new Set(read.classes)].sort(), version: read.version, keys: read.keys },
  });
}
