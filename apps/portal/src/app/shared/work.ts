import { httpResource } from '@angular/common/http';
import { Service } from '@angular/core';
import { WorkRowView } from '@comity/contract';
import { pageOf } from './page-of';

const WorkPageView = pageOf(WorkRowView);

/** What waits for the signed-in person, by the time to act. Several screens show parts of it. */
@Service()
export class Work {
  /** Asks once more each time it is called; call where `inject` works. */
  list() {
    return httpResource(() => '/api/v1/work', { parse: (answer) => WorkPageView.parse(answer) });
  }
}
