import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import {
  DecisionView,
  type DisclosureReceipt,
  DisclosureRowView,
  DisclosureView,
  LetterView,
  ProfileView,
  ReferralRowView,
  type OrderAttachment,
  type Reconsideration,
  type RequestClosing,
  type RequestCreation,
  type RequestDraft,
  type RequestResubmission,
  RequestRowView,
  RequestView,
  TimelineRowView,
  type Written,
  WrittenView,
} from '@comity/contract';
import { firstValueFrom, map } from 'rxjs';
import { how } from '../shared/call';
import { pageOf, pageParams } from '../shared/page-of';

const ROOT = '/api/v1/requests';
const RequestPageView = pageOf(RequestRowView);
const ReferralPageView = pageOf(ReferralRowView);
const TimelineView = pageOf(TimelineRowView);
const DisclosurePageView = pageOf(DisclosureRowView);

/** What an act is done to: the record and the version that the person saw; `intent` names this one intention. */
export interface Seen {
  id: string;
  version: number;
  intent: string;
}

/** The one place that knows the addresses of requests, their decisions and the answers that arrived. Its reads are called where `inject` works. */
@Service()
export class RequestsClient {
  private readonly http = inject(HttpClient);

  /** Requests in sight, newest first. @param cursor of a page, or undefined for the first */
  list(cursor: Signal<string | undefined>) {
    return httpResource(() => ({ url: ROOT, params: pageParams(cursor()) }), { parse: (answer) => RequestPageView.parse(answer) });
  }

  /** Referrals that a request can be drafted from, newest first. */
  referrals() {
    return httpResource(() => '/api/v1/referrals', { parse: (answer) => ReferralPageView.parse(answer) });
  }

  one(id: Signal<string>) {
    return httpResource(() => `${ROOT}/${encodeURIComponent(id())}`, { parse: (answer) => RequestView.parse(answer) });
  }

  /** One version of a profile that a draft would be judged by. */
  profile(id: string): Promise<ProfileView> {
    return firstValueFrom(this.http.get(`/api/v1/profiles/${id}`).pipe(map((body) => ProfileView.parse(body))));
  }

  /** The draft as it lies on the server now, for whoever was overtaken. */
  now(id: string): Promise<RequestView> {
    return firstValueFrom(this.http.get(`${ROOT}/${id}`).pipe(map((body) => RequestView.parse(body))));
  }

  /** What happened, newest first. @param id undefined reads nothing */
  timeline(id: Signal<string | undefined>) {
    return httpResource(() => (id() ? `${ROOT}/${id()}/timeline` : undefined), { parse: (answer) => TimelineView.parse(answer) });
  }

  decision(id: Signal<string | undefined>) {
    return httpResource(() => (id() ? `/api/v1/decisions/${id()}` : undefined), { parse: (answer) => DecisionView.parse(answer) });
  }

  /** Decisions that returned a request, to be answered. */
  decisionsNow(ids: readonly string[]): Promise<DecisionView[]> {
    return Promise.all(ids.map((id) => firstValueFrom(this.http.get(`/api/v1/decisions/${id}`).pipe(map((body) => DecisionView.parse(body))))));
  }

  /** The letter of a decision, as it was sealed. @param id undefined reads nothing */
  letter(id: Signal<string | undefined>) {
    return httpResource(() => (id() ? `/api/v1/decisions/${id()}/letter` : undefined), { parse: (answer) => LetterView.parse(answer) });
  }

  /** Packages in sight of all requests; no content. @param isWanted false reads nothing */
  disclosures(isWanted: Signal<boolean>) {
    return httpResource(() => (isWanted() ? '/api/v1/disclosures' : undefined), { parse: (answer) => DisclosurePageView.parse(answer) });
  }

  /** Opens a package; the read is logged. */
  disclosure(id: Signal<string | undefined>) {
    return httpResource(() => (id() ? `/api/v1/disclosures/${id()}` : undefined), { parse: (answer) => DisclosureView.parse(answer) });
  }

  /** Answers of an invented request, in the demonstration only. Its lines name identifiers as `type:value`. */
  sample(): Promise<RequestDraft> {
    return firstValueFrom(this.http.get<RequestDraft>('/walk-submission.json'));
  }

  create(body: RequestCreation, intent: string): Promise<Written> {
    return this.written(this.http.post(ROOT, body, { context: how({ intent }) }));
  }

  save({ id, version }: Omit<Seen, 'intent'>, draft: RequestDraft): Promise<Written> {
    return this.written(this.http.put(`${ROOT}/${id}`, draft, { context: how({ version }) }));
  }

  submit(seen: Seen, draft: RequestDraft): Promise<Written> {
    return this.act(seen, 'submit', draft);
  }

  resubmit(seen: Seen, body: RequestResubmission): Promise<Written> {
    return this.act(seen, 'resubmit', body);
  }

  attachOrder(seen: Seen, body: OrderAttachment): Promise<Written> {
    return this.act(seen, 'attach-order', body);
  }

  insist(seen: Seen, reason: string): Promise<Written> {
    return this.act(seen, 'insist', { reason });
  }

  askReconsideration(seen: Seen, body: Reconsideration): Promise<Written> {
    return this.act(seen, 'ask-reconsideration', body);
  }

  withdraw(seen: Seen, reason: string): Promise<Written> {
    return this.act(seen, 'withdraw', { reason });
  }

  discard(seen: Seen): Promise<Written> {
    return this.act(seen, 'discard', {});
  }

  takeUp(seen: Seen, packageHash: string): Promise<Written> {
    return this.act(seen, 'take-up', { packageHash });
  }

  close(seen: Seen, body: RequestClosing): Promise<Written> {
    return this.act(seen, 'close', body);
  }

  /** Acknowledges a package and its conditions. */
  receipt({ id, version, intent }: Seen, body: DisclosureReceipt): Promise<Written> {
    return this.written(this.http.post(`/api/v1/disclosures/${id}/receipt`, body, { context: how({ version, intent }) }));
  }

  private act({ id, version, intent }: Seen, name: string, body: object): Promise<Written> {
    return this.written(this.http.post(`${ROOT}/${id}/${name}`, body, { context: how({ version, intent }) }));
  }

  private written(answer: ReturnType<HttpClient['get']>): Promise<Written> {
    return firstValueFrom(answer.pipe(map((body) => WrittenView.parse(body))));
  }
}
