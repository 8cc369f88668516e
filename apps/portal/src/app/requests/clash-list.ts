import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../shared/icon';
import { DraftEditor } from './draft-editor';
import { questionKey } from './question-key';

/** Somebody else changed the draft: field by field, mine or theirs. Nothing is overwritten before each is decided. @source experience.md 1.8 */
@Component({ selector: 'cm-clash-list', imports: [Icon, TranslocoPipe], templateUrl: './clash-list.html' })
export class ClashList {
  protected readonly editor = inject(DraftEditor);
  protected readonly keyOf = questionKey;
  /** A value in its own words; what has parts is shown as it would be sent. */
  protected readonly said = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value ?? undefined) ?? '–'));
}
