import { Component, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from './icon';

/** An identifier, hash or code: left to right, isolated from the words around it, copied unbroken. */
@Component({
  selector: 'cm-id',
  imports: [Icon, TranslocoPipe],
  template: `<bdi class="cm-code" dir="ltr" [class.ref]="strong()">{{ value() }}</bdi>
    @if (copy()) {
      <button type="button" class="cm-btn icon" (click)="take()">
        <cm-icon name="i-copy" /><span class="vh"
          >{{ 'shared.copy' | transloco }} <bdi>{{ value() }}</bdi></span
        >
      </button>
      <span class="vh" role="status">{{ copied() ? ('shared.copied' | transloco) : '' }}</span>
    }`,
})
export class CodeId {
  readonly value = input.required<string>();
  readonly copy = input(false);
  readonly strong = input(false);
  protected readonly copied = signal(false);

  protected async take(): Promise<void> {
    await navigator.clipboard.writeText(this.value());
    this.copied.set(true);
  }
}
