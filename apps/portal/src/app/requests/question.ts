import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Field, FieldInput } from '../shared/field';
import { Icon } from '../shared/icon';
import { nextId } from '../shared/next-id';
import { Texts } from '../shared/texts';
import { nameOfCode } from './code-names';
import { controlOf } from './controls';
import { Cures } from './cures';
import { DraftEditor } from './draft-editor';
import { kindOf, wordOf } from './value-words';
import { isRuled } from './parts';
import { partsOf, type Pointer } from './pointers';

/** Questions with a sentence of help below their label. */
const HINTED: readonly Pointer[] = [
  '/aim/need',
  '/necessity/facts',
  '/legalBasis/citation',
  '/legalBasis/domesticEquivalent',
  '/subjects/count',
  '/subjects/bystanders',
  '/selection/criteria',
  '/safeguards/retentionDays',
  '/offence/maxPenaltyMonthsRequesting',
  '/offence/maxPenaltyMonthsRequested',
  '/necessity/alternativesConsidered',
  '/urgency/horizonHours',
  '/lines/whyNotLower',
  '/lines/collateral/estimatedHow',
];

/** One question of the form, with the control that its schema needs. A radio group starts without a choice: nothing is decided for the person. */
@Component({ selector: 'cm-question', imports: [Cures, Field, FieldInput, Icon, NgTemplateOutlet, TranslocoPipe], templateUrl: './question.html' })
export class Question {
  readonly pointer = input.required<Pointer>();
  private readonly editor = inject(DraftEditor);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly id = nextId('question');
  protected readonly name = computed(() => partsOf(kindOf(this.pointer())).join('_'));
  protected readonly control = computed(() => controlOf(this.pointer()));
  protected readonly value = computed(() => this.editor.valueAt(this.pointer()));
  protected readonly shown = computed(() => {
    const value = this.value();
    if (Array.isArray(value)) return value.join('\n');
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return this.control().kind === 'day' ? text.slice(0, 10) : text;
  });
  protected readonly label = computed(() => {
    const label = this.say('requests.ask.' + this.name());
    return this.control().optional && !isRuled(this.pointer()) ? this.say('requests.draft.optional', { label }) : label;
  });
  protected readonly hint = computed(() => (HINTED.includes(kindOf(this.pointer())) ? this.say('requests.hint.' + this.name()) : undefined));
  protected readonly foot = computed(() => {
    const { kind, most } = this.control();
    return kind === 'words' && most ? this.say('requests.draft.count', { used: this.shown().length, most }) : undefined;
  });
  /** What may be chosen: the list of the schema, or what the corridor carries. */
  protected readonly values = computed(() => {
    const { channels, bases, languages } = this.editor.law();
    const carried: Readonly<Record<Pointer, readonly string[]>> = {
      '/channel': channels,
      '/legalBasis/cooperationBasis': bases.length > 0 ? [...bases, 'none'] : [],
      '/language': languages,
      '/authorisations/jurisdiction': this.editor.sides(),
    };
    const values = this.control().values;
    const allowed = carried[kindOf(this.pointer())] ?? [];
    return allowed.length > 0 ? allowed.filter((value) => values.length === 0 || values.includes(value)) : values;
  });
  protected readonly kind = computed(() => (this.pointer() === '/language' || this.control().kind === 'code' ? 'choice' : this.control().kind));
  protected readonly error = computed(() => {
    const code = this.editor.wrong().get(this.pointer());
    if (!code && this.editor.isChecked() && this.editor.missing().includes(this.pointer())) return this.say('requests.wrong.missing');
    return code ? this.say(code === 'too_big' ? 'requests.wrong.long' : 'requests.wrong.other') : undefined;
  });
  /** Codes of countries and languages are named by the browser; one that it does not know stands for itself. */
  protected readonly isCode = computed(() => this.pointer() === '/language' || this.control().kind === 'code');
  protected readonly nameOfCode = (code: string): string => nameOfCode(this.pointer(), code, this.texts.language());
  protected readonly wordOf = (value: string): string => wordOf(this.pointer(), value);

  /** Read inside `computed`, so that a change of language says it anew. */
  private say(key: string, facts: Record<string, string | number> = {}): string {
    this.texts.language();
    return this.transloco.translate(key, facts);
  }
  protected put(value: unknown): void {
    this.editor.set(this.pointer(), value);
  }
  protected typed(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    const kind = this.control().kind;
    if (value.trim() === '') return this.put(undefined);
    if (kind === 'number') return this.put(Number(value));
    if (kind === 'day') return this.put(this.pointer().startsWith('/authorisations') ? value : `${value}T00:00:00Z`);
    if (kind === 'list') return this.put(value.split('\n').flatMap((line) => line.trim() || []));
    this.put(value);
  }
  protected isIn(one: string): boolean {
    const value = this.value();
    return Array.isArray(value) && value.includes(one);
  }
  protected tick(one: string, event: Event): void {
    const others = (Array.isArray(this.value()) ? (this.value() as string[]) : []).filter((other) => other !== one);
    this.put((event.target as HTMLInputElement).checked ? [...others, one] : others);
  }
  protected none(event: Event): void {
    this.put((event.target as HTMLInputElement).checked ? null : undefined);
  }
}
