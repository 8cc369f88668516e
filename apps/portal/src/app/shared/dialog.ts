import { Component, effect, type ElementRef, input, model, viewChild } from '@angular/core';
import { nextId } from './next-id';

/**
 * A question that stops the page. Its title is the question, its acts stand at the start, the safe one last:
 * `<cm-dialog question="…" [(open)]="asks">… <div class="acts">buttons</div></cm-dialog>`. Escape closes it; the focus returns by itself.
 */
@Component({
  selector: 'cm-dialog',
  template: `<dialog #dialog class="cm-dialog" [attr.aria-labelledby]="id" (close)="open.set(false)">
    <h2 [id]="id">{{ question() }}</h2>
    <ng-content />
  </dialog>`,
})
export class Dialog {
  readonly question = input.required<string>();
  readonly open = model(false);
  protected readonly id = nextId('question');
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      const dialog = this.dialog().nativeElement;
      if (this.open() && !dialog.open) dialog.showModal();
      else if (!this.open() && dialog.open) dialog.close();
    });
  }
}
