import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { nextId } from './next-id';
import { Online } from './online';

/** `first`: one a view. `grave`: cannot be called back. `seal`: the sign page only. @source visual-language.md 4 */
export type ButtonKind = 'first' | 'ordinary' | 'quiet' | 'grave' | 'seal';

/**
 * A button of an act. Closed, it stays reachable and says why in a sentence below it; busy, it says what it does.
 * `<cm-button kind="first" act="referral.complete" [busy]="complete.busy()" [closed]="reason()" (press)="complete.run()">words</cm-button>`
 */
@Component({
  selector: 'cm-button',
  imports: [TranslocoPipe],
  template: `
    <button
      [type]="type()"
      [class]="'cm-btn ' + kind()"
      [class.small]="small()"
      [attr.data-act]="act()"
      [attr.aria-keyshortcuts]="keys()"
      [attr.aria-disabled]="isClosed() ? 'true' : null"
      [attr.aria-busy]="busy() ? 'true' : null"
      [attr.aria-describedby]="isClosed() ? id : null"
      (click)="pressed($event)"
    >
      <ng-content />
    </button>
    @if (isClosed()) {
      <p class="cm-why" [id]="id">{{ closed() || ('shared.offline' | transloco) }}</p>
    }
  `,
})
export class Button {
  readonly kind = input<ButtonKind>('ordinary');
  readonly type = input<'button' | 'submit'>('button');
  readonly small = input(false);
  /** Operation of the outside contract, for example `request.submit`. */
  readonly act = input<string>();
  /** Key that does the same, for example `N`; the page listens for it. */
  readonly keys = input<string>();
  readonly busy = input(false);
  /** Why the act is not possible now, a sentence in the reader's language; empty or undefined while it is. */
  readonly closed = input<string>();
  readonly press = output();
  protected readonly id = nextId('why');
  private readonly online = inject(Online);
  /** An act needs a line; what only opens or closes something on the page does not. */
  protected readonly isClosed = computed(() => Boolean(this.closed()) || (this.act() !== undefined && !this.online.is()));

  protected pressed(event: Event): void {
    if (this.busy() || this.isClosed()) event.preventDefault();
    else this.press.emit();
  }
}
