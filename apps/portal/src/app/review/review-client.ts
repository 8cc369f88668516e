import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import { type WorksheetRow } from '@comity/casework';
import {
  type AnswerCorrection,
  type DecisionSeal,
  DecisionView,
  type FindingRecord,
  type Recusal,
  type ReviewDraft,
  ReviewRowView,
  ReviewSavedView,
  ReviewView,
  type Written,
  WrittenView,
} from '@comity/contract';
import { firstValueFrom, map } from 'rxjs';
import { how } from '../shared/call';
import { pageOf, pageParams } from '../shared/page-of';

const ROOT = '/api/v1/reviews';
const ReviewPageView = pageOf(ReviewRowView);

/** What an act is done to: the review and the version that the person saw; `intent` names this one intention. */
export interface Seen {
  id: string;
  version: number;
  intent?: string;
}

/** The one place that knows the addresses of reviews. */
@Service()
export class ReviewClient {
  private readonly http = inject(HttpClient);

  /** Reviews that the person is drawn for. Call where `inject` works. @param cursor of a page, or undefined for the first */
  list(cursor: Signal<string | undefined>) {
    return httpResource(() => ({ url: ROOT, params: pageParams(cursor()) }), { parse: (answer) => ReviewPageView.parse(answer) });
  }

  /** @param id undefined while it is not known */
  one(id: Signal<string | undefined>) {
    return httpResource(() => (id() === undefined ? undefined : `${ROOT}/${encodeURIComponent(id()!)}`), { parse: (answer) => ReviewView.parse(answer) });
  }

  /** Claims the oldest review that waits; the answer names it. */
  next(intent: string): Promise<Written> {
    return this.post('next', {}, { intent });
  }

  claim({ id, ...seen }: Seen): Promise<Written> {
    return this.post(`${id}/claim`, {}, seen);
  }

  release({ id, ...seen }: Seen): Promise<Written> {
    return this.post(`${id}/release`, {}, seen);
  }

  recuse({ id, ...seen }: Seen, body: Recusal): Promise<Written> {
    return this.post(`${id}/recuse`, body, seen);
  }

  /** Saves private work; the answer says how the decision of the draft stands. */
  save({ id, version }: Seen, draft: ReviewDraft): Promise<ReviewSavedView> {
    return firstValueFrom(this.http.put(`${ROOT}/${id}`, draft, { context: how({ version }) }).pipe(map((body) => ReviewSavedView.parse(body))));
  }

  record({ id, version }: Seen, row: WorksheetRow, finding: FindingRecord): Promise<Written> {
    return firstValueFrom(this.http.put(`${ROOT}/${id}/findings/${row}`, finding, { context: how({ version }) }).pipe(map((body) => WrittenView.parse(body))));
  }

  answer({ id, ...seen }: Seen, body: AnswerCorrection): Promise<Written> {
    return this.post(`${id}/correct-answer`, body, seen);
  }

  seal({ id, ...seen }: Seen, body: DecisionSeal): Promise<Written> {
    return this.post(`${id}/seal`, body, seen);
  }

  /** A sealed decision: one's own, or what a lead decides on. */
  decision(id: string): Promise<DecisionView> {
    return firstValueFrom(this.http.get(`/api/v1/decisions/${id}`).pipe(map((body) => DecisionView.parse(body))));
  }

  recall({ id, version, intent = '' }: Seen, reason: string): Promise<Written> {
    const context = how({ version, intent });
    return firstValueFrom(this.http.post(`/api/v1/decisions/${id}/recall`, { reason }, { context }).pipe(map((answer) => WrittenView.parse(answer))));
  }

  private post(path: string, body: object, { version, intent }: Partial<Seen>): Promise<Written> {
    const context = how({ ...(version === undefined ? {} : { version }), ...(intent === undefined ? {} : { intent }) });
    return firstValueFrom(this.http.post(`${ROOT}/${path}`, body, { context }).pipe(map((answer) => WrittenView.parse(answer))));
  }
}
