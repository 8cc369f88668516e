import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import { LineAnsweredView, type LineAnswerRecord, LineAnswerView, RequestView, type Written, WrittenView } from '@comity/contract';
import { firstValueFrom, map } from 'rxjs';
import { how } from '../shared/call';
import { pageOf } from '../shared/page-of';

const ROOT = '/api/v1/requests';
const AnswersView = pageOf(LineAnswerView);

/** What an act is done to: the request and the version that the person saw. */
export interface Seen {
  id: string;
  version: number;
}

/** The one place that knows the addresses of the holding agency's acts. */
@Service()
export class AnswersClient {
  private readonly http = inject(HttpClient);

  /** The request as the holding agency has it: its head and its granted lines. Call where `inject` works. */
  request(id: Signal<string>) {
    return httpResource(() => `${ROOT}/${encodeURIComponent(id())}`, { parse: (answer) => RequestView.parse(answer) });
  }

  /** The newest answer to each line; nothing is asked before there can be one. */
  answers(id: Signal<string | undefined>) {
    return httpResource(() => (id() ? `${ROOT}/${encodeURIComponent(id() ?? '')}/answers` : undefined), { parse: (answer) => AnswersView.parse(answer) });
  }

  takeUp({ id, version }: Seen, packageHash: string, intent: string): Promise<Written> {
    return firstValueFrom(
      this.http.post(`${ROOT}/${id}/take-up`, { packageHash }, { context: how({ version, intent }) }).pipe(map((body) => WrittenView.parse(body))),
    );
  }

  answer({ id, version }: Seen, line: number, record: LineAnswerRecord): Promise<LineAnsweredView> {
    return firstValueFrom(
      this.http.put(`${ROOT}/${id}/lines/${line}/answer`, record, { context: how({ version }) }).pipe(map((body) => LineAnsweredView.parse(body))),
    );
  }

  send({ id, version }: Seen, lines: number[], intent: string): Promise<Written> {
    return firstValueFrom(
      this.http.post(`${ROOT}/${id}/disclosures`, { lines }, { context: how({ version, intent }) }).pipe(map((body) => WrittenView.parse(body))),
    );
  }
}
