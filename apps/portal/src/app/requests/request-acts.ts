import { Component, computed, inject, input, output, signal } from '@angular/core';
import { REFERRAL_OUTCOMES } from '@comity/casework';
import { RECONSIDERATION_GROUNDS, type Reconsideration, type RequestView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act, type Act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Me } from '../shared/me';
import { Texts } from '../shared/texts';
import { RequestsClient, type Seen } from './requests-client';
import { offered } from './standing';

/** Acts that the state of a request offers to the roles held. What is shown and refused says why. */
@Component({ selector: 'cm-request-acts', imports: [Button, Failed, Field, FieldInput, TranslocoPipe], templateUrl: './request-acts.html' })
export class RequestActs {
  readonly view = input.required<RequestView>();
  /** Whether the person's own agency asks. */
  readonly own = input.required<boolean>();
  readonly done = output();
  private readonly client = inject(RequestsClient);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly outcomes = REFERRAL_OUTCOMES;
  protected readonly reason = signal('');
  protected readonly outcome = signal('');
  protected readonly withdrawing = signal(false);
  protected readonly offers = computed(() => offered(this.view().state, this.me.roles(), this.own()));
  protected readonly reasonMissing = computed(() => {
    this.texts.language();
    return this.reason().trim() ? '' : this.transloco.translate('requests.acts.reasonMissing');
  });

  protected readonly withdraw = this.of((seen) => this.client.withdraw(seen, this.reason()));
  protected readonly takeUp = this.of((seen) => this.client.takeUp(seen, this.view().packageHash ?? ''));
  protected readonly close = this.of((seen) => this.client.close(seen, this.outcome() ? { outcome: this.outcome() } : {}));
  protected readonly grounds = RECONSIDERATION_GROUNDS;
  protected readonly ground = signal<Reconsideration['ground'] | ''>('');
  protected readonly reconsiderClosed = computed(() => {
    this.texts.language();
    return this.ground() ? this.reasonMissing() : this.transloco.translate('requests.acts.groundMissing');
  });
  protected readonly reconsider = this.of((seen) =>
    this.client.askReconsideration(seen, { ground: this.ground() as Reconsideration['ground'], reason: this.reason() }),
  );
  protected readonly problem = computed(() => [this.withdraw, this.takeUp, this.close, this.reconsider].map((one) => one.problem()).find((problem) => problem));

  private of(work: (seen: Seen) => Promise<unknown>): Act {
    return act(async (intent) => {
      const { id, version } = this.view();
      await work({ id, version, intent });
      this.withdrawing.set(false);
      this.done.emit();
    });
  }
}
