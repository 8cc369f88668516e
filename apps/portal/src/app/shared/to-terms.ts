import { type Router } from '@angular/router';
import { isOwnPath } from './return-place';

const TERMS = '/terms';

/** Leads to the terms of use, from where the person comes back to the present page. @source security.md 11, G06 */
export async function toTerms(router: Router): Promise<void> {
  const back = router.url;
  if (back.split('?', 1)[0] === TERMS) return;
  await router.navigate([TERMS], { queryParams: isOwnPath(back) && back !== '/' ? { back } : {} });
}
