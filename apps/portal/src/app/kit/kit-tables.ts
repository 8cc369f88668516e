import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Clock } from '../shared/clock';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { ProofMark } from '../shared/proof-mark';
import { ScopeDiff } from '../shared/scope-diff';
import { type AskedLine, type DecidedLine } from '../shared/scope-rows';
import { StateWord } from '../shared/state-word';
import { sampleClock } from './sample-clock';

const period = (from: string, to: string) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });

/** A queue, the scope diff before and after the decision, a timeline. */
@Component({
  selector: 'cm-kit-tables',
  imports: [Clock, CodeId, Icon, ProofMark, RouterLink, ScopeDiff, StateWord, TranslocoPipe],
  templateUrl: './kit-tables.html',
})
export class KitTables {
  protected readonly queue = [
    { ref: 'DQ-2027-KE-000298', clock: sampleClock(1.1, 90), from: 'KE', to: 'SE', state: 'returned' },
    { ref: 'DQ-2027-KE-000311', clock: sampleClock(3.4, 60), from: 'KE', to: 'FR', state: 'in_review' },
    { ref: 'DQ-2027-KE-000287', clock: sampleClock(140, 10), from: 'KE', to: 'CA', state: 'draft' },
  ];
  protected readonly asked: AskedLine[] = [
    { line: 1, identifier: 'user0142@example.com', category: 'subscriber', period: null },
    { line: 2, identifier: 'user0142@example-chat', category: 'traffic', period: period('2026-06-01', '2027-05-31') },
    { line: 3, identifier: 'user0142@example-chat', category: 'content_stored', period: period('2026-06-01', '2027-05-31') },
    { line: 4, identifier: 'group77@example-chat', category: 'traffic', period: period('2027-05-01', '2027-05-30') },
  ];
  protected readonly decided: DecidedLine[] = [
    { line: 1, granted: { category: 'subscriber', period: null }, conditions: [], ground: null },
    { line: 2, granted: { category: 'traffic', period: period('2027-03-01', '2027-05-29') }, conditions: [], ground: null },
    { line: 3, granted: null, conditions: [], ground: 'LESS_INTRUSIVE_MEANS', why: 'Traffic data show the contact.' },
    {
      line: 4,
      granted: { category: 'traffic', period: period('2027-05-01', '2027-05-30') },
      conditions: [{ kind: 'delete_by', parameter: null, until: '2028-03-01T00:00:00Z' }],
      ground: null,
    },
  ];
  protected readonly events = [
    { key: 'answered', system: false, mark: 'claimed', entry: undefined },
    { key: 'sent', system: true, mark: 'signed', entry: '418951' },
    { key: 'sealed', system: false, mark: 'proved', entry: '418869' },
    { key: 'called', system: false, mark: 'unknown', entry: undefined },
  ] as const;
}
