import { Component, computed, inject, signal } from '@angular/core';
import { DATA_CATEGORIES, type DataCategory, needsPeriod } from '@comity/casework';
import { type RequestDraft } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Field, FieldInput } from '../shared/field';
import { Icon } from '../shared/icon';
import { Texts } from '../shared/texts';
import { DraftEditor } from './draft-editor';

type Line = NonNullable<RequestDraft['lines']>[number];
/** Lines that a request holds at most. */
const MOST = 50;

/** Makes lines from identifiers of the referral × categories × one period. No value is typed again. @source experience.md 1.17 */
@Component({ selector: 'cm-line-builder', imports: [Button, Field, FieldInput, Icon, TranslocoPipe], templateUrl: './line-builder.html' })
export class LineBuilder {
  private readonly editor = inject(DraftEditor);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly categories = DATA_CATEGORIES;
  protected readonly identifiers = computed(() => this.editor.view()?.identifiers ?? []);
  protected readonly picked = signal<ReadonlySet<string>>(new Set());
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly from = signal('');
  protected readonly to = signal('');
  protected readonly count = computed(() => this.picked().size * this.chosen().size);
  protected readonly closed = computed(() => {
    this.texts.language();
    if (this.count() === 0) return this.transloco.translate('requests.builder.pickFirst');
    return (this.editor.draft().lines?.length ?? 0) + this.count() > MOST ? this.transloco.translate('requests.builder.tooMany', { most: MOST }) : '';
  });

  protected tick(set: typeof this.picked, value: string, event: Event): void {
    const isOn = (event.target as HTMLInputElement).checked;
    set.update((before) => new Set(isOn ? [...before, value] : [...before].filter((one) => one !== value)));
  }

  protected make(): void {
    const lines = this.editor.draft().lines ?? [];
    const made = [...this.picked()].flatMap((identifier) => [...this.chosen()].map((category): Line => this.lineOf(identifier, category as DataCategory)));
    this.editor.write({ ...this.editor.draft(), lines: [...lines, ...made].map((line, place) => ({ ...line, line: place + 1 })) });
    this.editor.openLine.set(lines.length);
    this.picked.set(new Set());
    this.chosen.set(new Set());
  }

  /** An instant is not a stretch of days, so an identification starts without a period. */
  private lineOf(identifier: string, category: DataCategory): Line {
    if (!needsPeriod(category)) return { identifier, category, period: null, sensitive: [] };
    const isWhole = this.from() && this.to() && category !== 'identification_ip';
    const period = { from: `${this.from()}T00:00:00Z`, to: `${this.to()}T23:59:59Z`, zone: 'UTC' };
    return { identifier, category, sensitive: [], ...(isWhole ? { period } : {}) };
  }
}
