import { randomUUID } from 'node:crypto';
import { type DisclosureView, type GrantedLineView, type LineAnswerRecord, type ReferralView, type RequestView } from '@comity/contract';
import { PEOPLE } from './people.js';
import { makeReady, walkReview } from './reviewed.js';
import { type Answer, type Call, type Stack } from './stack.js';
import { reportOf, submissionOf } from './walk-submission.js';

/** What a case has become so far; an id that is missing is one of no record. */
export interface CaseIds {
  referral: string;
  request: string;
  review: string;
  decision: string;
  disclosure: string;
}

/** Words planted in each part of a case, to be looked for in every answer. */
export interface PlantedWords {
  referral: string;
  request: string;
  review: string;
  internal: string;
  answer: string;
}

/** The stages of a case in their order; each begins where the one before ended. */
export const STAGES = ['draft referral', 'delivered', 'draft request', 'in review', 'granted', 'dispatched', 'sent', 'disclosed'] as const;
export type Stage = (typeof STAGES)[number];

export const SWEDEN = PEOPLE.find(({ key }) => key === 'b.desk')!.agency;

/** One case of Kenya to Sweden, walked over HTTP by the right people. */
export class WholeCase {
  readonly ids: CaseIds = { referral: randomUUID(), request: randomUUID(), review: randomUUID(), decision: randomUUID(), disclosure: randomUUID() };
  readonly words: PlantedWords;
  /** Lines that were granted, as the holding agency sees them. */
  granted: GrantedLineView[] = [];

  /** @param n number of the case, 1 to 200: makes it one about another account. */
  constructor(
    private readonly stack: Stack,
    private readonly n: number,
  ) {
    const word = (part: string): string => `CANARY-${part}-${n}`;
    this.words = { referral: word('REFERRAL'), request: word('REQUEST'), review: word('REVIEW'), internal: word('INTERNAL'), answer: word('ANSWER') };
  }

  /** Does what leads from the stage before to this one. */
  async to(stage: Stage): Promise<void> {
    const steps: Record<Stage, () => Promise<unknown>> = {
      'draft referral': () => this.takeIn(),
      delivered: () => this.share(),
      'draft request': () => this.draft(),
      'in review': () => this.submit(),
      granted: () => this.decide(),
      dispatched: () => this.dispatch(),
      sent: () => this.answer(),
      disclosed: () => this.stack.work(),
    };
    await steps[stage]();
  }

  private async takeIn(): Promise<void> {
    this.ids.referral = (await this.pass('a.officer', 'POST', '/imports?format=cybertipline', reportOf(this.n), { type: 'application/xml' })).id as string;
  }

  private async share(): Promise<void> {
    const path = `/referrals/${this.ids.referral}`;
    const seen = (await this.pass('a.officer', 'GET', path)) as unknown as ReferralView;
    const draft = {
      ...withoutNulls(seen.content),
      title: this.words.referral,
      purpose: 'identify_suspect',
      handling: { codes: [] },
      harmStatus: 'ongoing',
      evaluation: { source: 'B', information: '2' },
      recipients: [{ agency: SWEDEN, why: 'The service is there.' }],
    };
    let { version } = await this.pass('a.officer', 'PUT', path, draft, { version: seen.version });
    ({ version } = await this.pass('a.officer', 'POST', `${path}/complete`, {}, { version: version as number }));
    await this.pass('a.supervisor', 'POST', `${path}/send`, { recipient: SWEDEN, channel: 'police_to_police' }, { version: version as number });
    await this.stack.work();
  }

  private async draft(): Promise<void> {
    this.ids.request = (await this.pass('a.officer', 'POST', '/requests', { referral: this.ids.referral, holdingAgency: SWEDEN })).id as string;
  }

  /** The submission of this case, whole. */
  async submission(): Promise<ReturnType<typeof submissionOf>> {
    const { identifiers } = (await this.pass('a.officer', 'GET', `/referrals/${this.ids.referral}`)) as unknown as ReferralView;
    const submission = submissionOf(this.n, identifiers);
    submission.necessity.facts = `${submission.necessity.facts} ${this.words.request}`;
    return submission;
  }

  private async submit(): Promise<void> {
    const submission = await this.submission();
    await this.pass('a.officer', 'POST', `/requests/${this.ids.request}/submit`, submission, { version: 0 });
    await this.stack.work();
    const { review } = await this.ready();
    this.ids.review = review.id;
  }

  private async ready(): ReturnType<typeof makeReady> {
    return makeReady(this.stack, this.ids.request, 'c.liaison', (walk) => {
      for (const finding of walk.findings) finding.reason = this.words.review;
    });
  }

  /** The body that seals this case as the walk does. */
  async seal(): Promise<object> {
    const { requestHash, screeningHash } = await this.pass('c.liaison', 'GET', `/reviews/${this.ids.review}`);
    return { ...walkReview().seal, reasonsInternal: this.words.internal, requestHash, screeningHash };
  }

  private async decide(): Promise<void> {
    await this.healthyLog();
    const path = `/reviews/${this.ids.review}`;
    const { version } = await this.pass('c.liaison', 'GET', path);
    this.ids.decision = (await this.pass('c.liaison', 'POST', `${path}/seal`, await this.seal(), { version: version as number })).id as string;
    await this.stack.work();
  }

  private async dispatch(): Promise<void> {
    await this.stack.clock(3600);
    await this.stack.work();
    const path = `/requests/${this.ids.request}`;
    const seen = (await this.pass('b.desk', 'GET', path)) as unknown as RequestView;
    this.granted = seen.granted ?? [];
    await this.pass('b.desk', 'POST', `${path}/take-up`, { packageHash: seen.packageHash }, { version: seen.version });
  }

  /** An answer inside the grant of `line`. */
  rowsFor(line: GrantedLineView): LineAnswerRecord {
    const at = line.period?.from ?? null;
    const fields: Record<string, string> = line.category === 'subscriber' ? { fullName: this.words.answer } : { ip: '203.0.113.45', port: '50122' };
    return {
      answer: 'data_attached',
      searched: { system: 'records', from: line.period?.from ?? '2026-01-01T00:00:00Z', to: line.period?.to ?? '2026-11-24T00:00:00Z' },
      rows: [{ identifier: line.identifier.raw, category: line.category, at, fields }],
    };
  }

  /** Answers every granted line. */
  async answerLines(): Promise<number> {
    let version = (await this.pass('b.officer', 'GET', `/requests/${this.ids.request}`)).version as number;
    for (const line of this.granted)
      version = (await this.pass('b.officer', 'PUT', `/requests/${this.ids.request}/lines/${line.line}/answer`, this.rowsFor(line), { version }))
        .version as number;
    return (await this.pass('b.officer', 'GET', `/requests/${this.ids.request}`)).version as number;
  }

  private async answer(): Promise<void> {
    const version = await this.answerLines();
    await this.healthyLog();
    const lines = this.granted.map(({ line }) => line);
    this.ids.disclosure = (await this.pass('b.desk', 'POST', `/requests/${this.ids.request}/disclosures`, { lines }, { version })).id as string;
  }

  /** The package as the agency that asked reads it. */
  async package(): Promise<DisclosureView> {
    return (await this.pass('a.officer', 'GET', `/disclosures/${this.ids.disclosure}`)) as unknown as DisclosureView;
  }

  /** There is no sequencer in a test, so entries would wait for ever and close every release. */
  healthyLog(): Promise<unknown> {
    return this.stack.database.admin.query('delete from tlog.queue');
  }

  private async pass(person: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, how?: Call): Promise<Record<string, unknown>> {
    const answer: Answer = await this.stack.call(person, method, path, body, how);
    if (answer.status >= 300) throw new Error(`${person} ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Record<string, unknown>;
  }
}

/** What was read back, without the members that are null there and absent in what is written. */
function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member) as unknown]]))) as T;
}
