import { Component, computed, inject, input, resource } from '@angular/core';
import { parseCount } from '@comity/transparency-log';
import { TranslocoPipe } from '@jsverse/transloco';
import { Empty } from '../shared/empty';
import { LogProof } from '../shared/log-proof';
import { PublishedLog } from '../shared/log/published-log';
import { isDemonstration } from '../shared/page-settings';
import { Waiting } from '../shared/waiting';
import { CopyLab } from './copy-lab';
import { EntryProof } from './entry-proof';
import { VerifyAside } from './verify-aside';
import { WholeLog } from './whole-log';

/** O3: proves and trusts nobody. One entry (`?entry=`, or `?leaf=` with the hash of a receipt), a changed copy (`?copy=tampered`), or the whole log. */
@Component({
  selector: 'cm-verify-page',
  imports: [CopyLab, Empty, EntryProof, TranslocoPipe, VerifyAside, Waiting, WholeLog],
  templateUrl: './verify-page.html',
})
export class VerifyPage {
  readonly entry = input<string>();
  readonly leaf = input<string>();
  readonly copy = input<string>();
  protected readonly log = inject(PublishedLog);
  private readonly proof = inject(LogProof);
  protected readonly isCopy = computed(() => this.copy() === 'tampered' && isDemonstration());
  /** Where a receipt is in the log; its index is undefined while no head holds it. */
  protected readonly standing = resource({ params: () => this.leaf(), loader: ({ params }) => this.proof.of(params) });
  protected readonly index = computed(() => parseCount(this.entry() ?? '') ?? (this.standing.hasValue() ? this.standing.value().index : undefined));
  protected readonly key = resource({ loader: async () => (await this.log.vkeys()).split('\n', 1)[0] ?? '' });
  protected readonly address = `${location.origin}/log`;
}
