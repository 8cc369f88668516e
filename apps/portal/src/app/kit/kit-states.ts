import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Clash, Conflict } from '../shared/conflict';
import { Empty } from '../shared/empty';
import { Failed } from '../shared/failed';
import { Later } from '../shared/later';
import { Loading } from '../shared/loading';
import { Notice } from '../shared/notice';
import { type ProblemFacts } from '../shared/refusal';

const reference = 'urn:uuid:01900000-0000-7000-8000-000000000000';
const problem = (code: string, status: number, more: Partial<ProblemFacts> = {}): ProblemFacts => ({ code, status, title: code, detail: '', ...more });

/** Empty, filtered empty, loading, not yet visible, failing, forbidden, offline, conflict of two editors. */
@Component({ selector: 'cm-kit-states', imports: [Conflict, Empty, Failed, Later, Loading, Notice, TranslocoPipe], templateUrl: './kit-states.html' })
export class KitStates {
  protected readonly clashes: Clash[] = [
    { pointer: '/kit/clash', label: 'Summary', mine: 'The account was used on 14 and 15 May.', theirs: 'The account was used on 14 May.' },
  ];
  protected readonly problems: ProblemFacts[] = [
    problem('incomplete', 422, {
      instance: reference,
      rules: ['required-fields', 'handling-set'],
      errors: [
        { pointer: '#/kit/wrong', code: 'required', detail: 'This is needed.' },
        { pointer: '#/lines/3/period', code: 'required', detail: 'This is needed.' },
      ],
    }),
    problem('not-allowed', 403, { instance: reference, rules: ['sod.approver-is-not-author'] }),
    problem('not-found', 404),
    problem('version', 412, { instance: reference }),
    problem('log-unavailable', 503, { instance: reference }),
    problem('offline', 0),
    problem('a-code-of-tomorrow', 418, { title: 'A refusal that this portal has no word for' }),
  ];
}
