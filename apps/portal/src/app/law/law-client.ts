import { httpResource } from '@angular/common/http';
import { Service, type Signal } from '@angular/core';
import { ProfileRowView, ProfileView } from '@comity/contract';
import { pageOf, pageParams } from '../shared/page-of';

const ROOT = '/api/v1/profiles';
const ProfilesView = pageOf(ProfileRowView);

/** The one place that knows the addresses of profiles. Its reads are called where `inject` works. */
@Service()
export class LawClient {
  list(cursor: Signal<string | undefined>) {
    return httpResource(() => ({ url: ROOT, params: pageParams(cursor()) }), { parse: (answer) => ProfilesView.parse(answer) });
  }

  one(id: Signal<string>) {
    return httpResource(() => `${ROOT}/${encodeURIComponent(id())}`, { parse: (answer) => ProfileView.parse(answer) });
  }
}
