import { Component, computed, input } from '@angular/core';
import { Icon } from './icon';

/** `info`: good to know. `time`: needs attention by a time. `fault`: something failed. */
export type NoticeKind = 'info' | 'time' | 'fault';
const GLYPHS = { info: 'i-info', time: 'i-warn', fault: 'i-stop' } as const;

/** Says what is, what is safe and what to do; carries its act inside: `<cm-notice kind="time" what="…">…</cm-notice>`. */
@Component({
  selector: 'cm-notice',
  imports: [Icon],
  template: `<div class="cm-notice" role="status" [attr.data-kind]="kind()">
    <cm-icon [name]="glyph()" />
    <div class="stack">
      <p class="strong">{{ what() }}</p>
      <ng-content />
    </div>
  </div>`,
})
export class Notice {
  readonly what = input.required<string>();
  readonly kind = input<NoticeKind>('info');
  protected readonly glyph = computed(() => GLYPHS[this.kind()]);
}
