import { Component, computed, inject, input, linkedSignal, output, viewChild } from '@angular/core';
import { form, maxLength } from '@angular/forms/signals';
import { type ReferralView, type Written } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { HandlingPart } from './handling-part';
import { IdentifiersPart } from './identifiers-part';
import { KnownPart } from './known-part';
import { PeoplePart } from './people-part';
import { SourcePart } from './source-part';
import { ReferralsClient } from './referrals-client';
import { draftOf, partsOf, type WrittenParts } from './written';

/** U3: the five parts of a referral, for a new one and for a draft. What is saved is what stands here. @source experience.md 3.2 */
@Component({
  selector: 'cm-referral-form',
  imports: [Button, Failed, HandlingPart, IdentifiersPart, KnownPart, PeoplePart, SourcePart, TranslocoPipe],
  templateUrl: './referral-form.html',
})
export class ReferralForm {
  /** The draft as it is stored; none for a new referral. */
  readonly view = input<ReferralView>();
  readonly saved = output<Written>();
  private readonly client = inject(ReferralsClient);
  private readonly transloco = inject(TranslocoService);
  private readonly identifiers = viewChild.required(IdentifiersPart);
  protected readonly model = linkedSignal(() => partsOf(this.view()?.content));
  protected readonly fields = form(this.model, ({ known, handling }) => {
    maxLength(known.title, 120);
    maxLength(known.ownRef, 64);
    maxLength(known.summary, 4000);
    maxLength(known.assessment, 4000);
    maxLength(known.urgencyReason, 500);
    maxLength(handling.h3Text, 500);
    maxLength(handling.why, 300);
  });
  protected readonly titleMissing = computed(() => (this.model().known.title.trim() ? '' : this.transloco.translate('referrals.form.titleMissing')));

  /** Something stands here that was not saved. */
  readonly isChanged = computed(
    () => JSON.stringify(this.model()) !== JSON.stringify(partsOf(this.view()?.content)) || this.identifiers().parts() !== undefined,
  );

  protected readonly saving = act(
    async (intent) => {
      const view = this.view();
      const identifiers = this.identifiers().parts();
      const draft = { ...draftOf(this.model(), view?.content), ...(identifiers ? { identifiers } : {}) };
      this.saved.emit(view ? await this.client.save(view, draft) : await this.client.create(draft, intent));
    },
    { name: 'referral.save', draft: { read: this.model, write: (kept) => this.model.set(kept as WrittenParts) } },
  );

  protected set(change: Partial<WrittenParts>): void {
    this.model.update((parts) => ({ ...parts, ...change }));
  }
}
