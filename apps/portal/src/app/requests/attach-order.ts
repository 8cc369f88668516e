import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { Authorisation, type OrderAttachment, type RequestView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Texts } from '../shared/texts';
import { DraftEditor } from './draft-editor';
import { OrderCards } from './order-cards';
import { RequestsClient } from './requests-client';

/**
 * A request that waits for an order: the order is written down and attached, or it is said why none is needed. What was submitted stays word for word.
 * @source exchange.md 2.2, awaiting_order
 */
@Component({
  selector: 'cm-attach-order',
  imports: [Button, Failed, Field, FieldInput, OrderCards, TranslocoPipe],
  providers: [DraftEditor],
  templateUrl: './attach-order.html',
})
export class AttachOrder {
  readonly view = input.required<RequestView>();
  readonly done = output();
  private readonly client = inject(RequestsClient);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly editor = inject(DraftEditor);
  protected readonly reason = signal('');
  protected readonly insisting = signal(false);
  private readonly orders = computed(() => this.editor.clean().authorisations ?? []);
  protected readonly closed = computed(() => {
    this.texts.language();
    if (this.orders().length === 0) return this.transloco.translate('requests.order.addFirst');
    return this.orders().every((order) => Authorisation.safeParse(order).success && (order.covers?.length ?? 0) > 0)
      ? ''
      : this.transloco.translate('requests.order.incomplete');
  });
  protected readonly reasonMissing = computed(() => {
    this.texts.language();
    return this.reason().trim() ? '' : this.transloco.translate('requests.acts.reasonMissing');
  });

  protected readonly attach = act(async (intent) => {
    const { id, version } = this.view();
    await this.client.attachOrder({ id, version, intent }, { authorisations: this.orders() } as OrderAttachment);
    this.done.emit();
  });
  protected readonly insist = act(async (intent) => {
    const { id, version } = this.view();
    await this.client.insist({ id, version, intent }, this.reason());
    this.done.emit();
  });

  constructor() {
    // Only what is attached is written here: nothing of the request is saved by it.
    effect(() => {
      const view = this.view();
      untracked(() => this.editor.openApart({ ...view, content: { lines: view.content?.lines ?? [], authorisations: [] } }));
    });
  }
}
