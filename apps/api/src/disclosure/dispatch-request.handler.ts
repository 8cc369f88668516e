import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type GrantedLineView, type ScopeRowView } from '@comity/contract';
import { Inject, Injectable } from '@nestjs/common';
import { type FrozenContent, openFrozen, type PickedIdentifier } from '../requests/request-content.js';
import { changeRequest, lockRequest, partiesOf } from '../requests/request-row.js';
import { counting, sealedDecisions, tableOf } from '../requests/standing-decisions.js';
import { type DecisionRecord, openDecisionLetter } from '../review/decision-letter.js';
import { grantedBy } from '../review/together.js';
import { sealedAtMs, waitS } from '../review/waiting-times.js';
import { type Handler } from '../shared/answer.js';
import { type Config } from '../shared/config.js';
import { newId } from '../shared/new-id.js';
import { type Due } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { CONFIG } from '../shared/tokens.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { type GrantedTable, grantedPlace } from './granted-table.js';

/**
 * Hands the granted table, and nothing else, to the holding agency under its own key. Leaves a request alone that is not `granted`.
 * @source exchange.md 2.2, row "dispatch"
 */
@Injectable()
export class DispatchRequest implements Handler {
  readonly kind = 'dispatch';

  constructor(
    private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mode'>,
  ) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const request = await lockRequest(tx, due.subject);
    if (request.state !== 'granted' || !request.holdingAgencyId) return [];
    const decisions = counting(request.state, await sealedDecisions(tx, request));
    if (decisions.length === 0) throw new Error('A granted request without a decision that grants.');
    const dueAtMs = sealedAtMs(decisions) + waitS(this.config.mode, request.track, decisions) * 1000;
    // What was recalled and sealed anew has its own time, and its own work that is owed.
    if (momentOf(tx).now.getTime() < dueAtMs) return [];
    const content = await openFrozen(tx, this.seal, request);
    const records: DecisionRecord[] = [];
    for (const { id } of decisions) records.push(await openDecisionLetter(tx, this.seal, { agencyId: request.agencyId, decisionId: id }));
    const granted = tableOf(decisions).flatMap((line) => (line.granted ? [line.line] : []));
    const table: GrantedTable = {
      ref: request.ref,
      requestingAgency: request.agencyId,
      requesting: request.requestingJurisdiction,
      purpose: request.purpose ?? 'investigate',
      language: request.language,
      handling: request.handling,
      lines: grantedLines(grantedBy(records), content),
    };
    const moved = step('request', request.state, 'request.dispatch', {
      h2: request.handling.includes('H2'),
      h2Consent: false,
      openStopOrder: false,
      waitingTimesOver: true,
      grantedLines: granted,
      packageLines: table.lines.map((line) => line.line),
    });
    const handling = [...request.handling].sort();
    const sealed = await this.seal.prepare(tx, { ...grantedPlace(request.id, request.holdingAgencyId), class: 'C2', handling, snapshot: true }, table);
    const thread = { actor: { service: 'dispatch' }, on: { type: 'request', id: request.id }, case: request.id, parties: partiesOf(request) };
    const log = await append(tx, {
      kind: 'request.dispatched',
      ...thread,
      data: {
        from: request.state,
        to: moved.to,
        version: request.version + 1,
        lines: granted,
        holding: request.holdingAgencyId,
        channel: content.submission.channel,
        handling,
      },
      commit: { package: sealed.commitment },
    });
    await append(tx, { kind: 'party_set.grown', ...thread, data: { added: [request.holdingAgencyId], cause: 'dispatch' } });
    for (const line of table.lines) {
      await tx.query('insert into comity.granted_line (id, request_id, agency_id, line_no, category) values ($1, $2, $3, $4, $5)', [
        newId(),
        request.id,
        request.holdingAgencyId,
        line.line,
        line.category,
      ]);
    }
    await sealed.write(log.entryId);
    await changeRequest(tx, request, {
      state: moved.to,
      dispatchedAt: momentOf(tx).now,
      partySet: [...new Set([...request.partySet, request.holdingAgencyId])],
      entryId: log.entryId,
    });
    return [];
  }
}

/** Granted lines with the identifier as the requesting agency received it; nothing of what was asked beyond the grant. */
function grantedLines(rows: readonly ScopeRowView[], content: FrozenContent): GrantedLineView[] {
  return rows.flatMap((row): GrantedLineView[] => {
    if (!row.granted) return [];
    const identifier = content.identifiers.find((one) => one.id === row.identifier);
    const asked = content.submission.lines.find((one) => one.line === row.line);
    if (!identifier || !asked) throw new Error('A granted line that the request does not have.');
    return [{ line: row.line, identifier: shown(identifier), ...row.granted, toleranceS: asked.toleranceS ?? null, conditions: row.conditions }];
  });
}

const shown = ({ id, type, raw, normal, service }: PickedIdentifier): GrantedLineView['identifier'] => ({ id, type, raw, normal, service });
