import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Loading } from '../shared/loading';
import { Moment } from '../shared/moment';
import { ProofMark, PROOFS } from '../shared/proof-mark';
import { type ProblemFacts } from '../shared/refusal';
import { ScopeDiff } from '../shared/scope-diff';
import { type AskedLine, type DecidedLine } from '../shared/scope-rows';
import { StateWord } from '../shared/state-word';

const period = (from: string, to: string) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });

/** Every component of the portal in its states, with invented values. */
@Component({
  selector: 'cm-kit',
  imports: [Button, CodeId, Empty, Failed, Field, FieldInput, Loading, Moment, ProofMark, RouterLink, ScopeDiff, StateWord, TranslocoPipe],
  templateUrl: './kit.html',
})
export class Kit {
  protected readonly kinds = ['first', 'ordinary', 'quiet', 'grave', 'seal'] as const;
  protected readonly proofs = PROOFS;
  protected readonly hash = 'Qv3y0cW5oU1mJ8k2b7nR4tX9zL6aP0sD1fG2hJ3kL4M=';
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
  protected readonly problem: ProblemFacts = {
    code: 'incomplete',
    status: 422,
    title: 'Incomplete',
    detail: 'Something that this act needs is missing. All causes are listed.',
    instance: 'urn:uuid:01900000-0000-7000-8000-000000000000',
    rules: ['required-fields', 'handling-set'],
    errors: [{ pointer: '#/kit', code: 'required', detail: 'This is needed.' }],
  };
  protected readonly offline: ProblemFacts = { code: 'offline', status: 0, title: 'offline', detail: '' };
}
