import { Component, computed, effect, input, untracked } from '@angular/core';
import { type Outcome } from '@comity/casework';
import { type DraftLine } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../shared/field';
import { type Workbench } from './workbench';

/** What a seal asks beside findings and lines: a word on each line, reasons that are shared and that are not, answers to what the checks raise. */
@Component({ selector: 'cm-sign-reasons', imports: [Field, FieldInput, TranslocoPipe], templateUrl: './sign-reasons.html' })
export class SignReasons {
  readonly bench = input.required<Workbench>();
  readonly outcome = input<Outcome>();
  protected readonly decision = computed(() => this.bench().draft().decision);
  protected readonly findings = computed(() => this.bench().view()?.findings ?? []);
  protected readonly asks = computed(() => (this.bench().view()?.findings ?? []).flatMap(({ question }) => question ?? []));
  protected readonly variants = computed(() => this.bench().view()?.screening?.alternatives ?? []);
  /** Checks that a grant has to answer: those that close it now, and those that were answered. */
  protected readonly flags = computed(() => {
    const codes = this.bench().standing()?.closed[this.outcome() ?? 'grant'] ?? [];
    const open = codes.filter((code) => code.startsWith('flag:')).map((code) => code.slice('flag:'.length));
    const answered = this.decision().flagsAnswered ?? [];
    return [...new Set([...answered.map(({ check }) => check), ...open])].sort().map((check) => ({
      check,
      answer: answered.find((one) => one.check === check)?.answer ?? '',
    }));
  });

  constructor() {
    // What the reviewer wrote for the applicant stands ready at each line and as questions; they may change every word of it.
    effect(() => {
      const { view, isHeld } = this.bench();
      if (view() && isHeld()) untracked(() => this.prepare());
    });
  }

  protected sayLine(line: number, event: Event): void {
    this.bench().changeDecision({ lines: this.decision().lines.map((one) => (one.line === line ? { ...one, why: valueOf(event) } : one)) });
  }

  protected say(member: 'reasonsShareable' | 'reasonsInternal' | 'departure', event: Event): void {
    this.bench().changeDecision({ [member]: valueOf(event) });
  }

  protected answer(check: string, event: Event): void {
    const others = (this.decision().flagsAnswered ?? []).filter((one) => one.check !== check);
    const answer = valueOf(event);
    this.bench().changeDecision({ flagsAnswered: answer.trim() ? [...others, { check, answer }] : others });
  }

  protected choose(id: string): void {
    const chosen = this.decision().variants ?? [];
    this.bench().changeDecision({ variants: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  }

  protected readBy(event: Event): void {
    const day = valueOf(event);
    const { readBy: _readBy, ...rest } = this.decision();
    this.bench().change((draft) => ({ ...draft, decision: day ? { ...rest, readBy: `${day}T12:00:00Z` } : rest }));
  }

  private prepare(): void {
    const { lines, questions } = this.decision();
    const prepared = lines.map((line) => (line.why ? line : { ...line, why: this.wordsOn(line) }));
    const asks = this.outcome() === 'return' ? this.asks() : [];
    const isNew = prepared.some(({ why }, at) => why !== (lines[at]?.why ?? '')) || (asks.length > 0 && !questions?.length);
    if (isNew) this.bench().changeDecision({ lines: prepared, ...(asks.length > 0 ? { questions: asks } : {}) });
  }

  /** The shareable words of the findings that say no or only so far; of necessity, where all are met. */
  private wordsOn({ line }: DraftLine): string {
    const about = this.findings().filter((finding) => finding.line === line);
    const limiting = about.filter(({ finding }) => finding !== 'met');
    const chosen = limiting.length > 0 ? limiting : about.filter(({ row }) => row === 'W3');
    return [...new Set(chosen.map(({ shareable }) => shareable))].join(' ').slice(0, 1000);
  }
}

const valueOf = (event: Event): string => (event.target as HTMLTextAreaElement).value;
