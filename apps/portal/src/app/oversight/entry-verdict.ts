import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { type Proof } from '../shared/proof-mark';
import { Texts } from '../shared/texts';
import { failingStep, type Findings, STEP_NAMES } from './steps';
import { Verdict } from './verdict';

/** What the steps of one entry come to, in a sentence, and what that does not say. */
@Component({
  selector: 'cm-entry-verdict',
  imports: [TranslocoPipe, Verdict],
  template: `<cm-verdict [mark]="mark()" [sentence]="sentence()">
    <p>{{ (failing() > 0 ? 'oversight.verdict.cannotTell' : 'oversight.verdict.limits') | transloco }}</p>
    @if (failing() === 0) {
      <p>{{ (mark() === 'proved' ? 'oversight.witnesses.trust' : 'oversight.witnesses.noneSigned') | transloco }}</p>
    }
  </cm-verdict>`,
})
export class EntryVerdict {
  readonly findings = input.required<Findings>();
  readonly running = input(false);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(Texts);
  protected readonly failing = computed(() => failingStep(this.findings()));
  /** The log holds fewer entries than the one that is asked for. */
  private readonly isBeyond = computed(() => this.findings().states.entry === 'off' && this.failing() === 0);
  protected readonly mark = computed((): Proof => {
    if (this.failing() > 0) return 'broken';
    if (this.isBeyond()) return 'claimed';
    const { way, signature, witnesses } = this.findings().states;
    if (way !== 'holds' || signature !== 'holds' || this.running()) return 'unknown';
    return witnesses === 'holds' ? 'proved' : 'signed';
  });
  protected readonly sentence = computed(() => {
    this.texts.language();
    const step = this.failing();
    const say = (key: string, places?: object): string => this.transloco.translate(key, places);
    if (step > 0) return `${say('oversight.verdict.fails', { step })} ${say(`oversight.broken.${STEP_NAMES[step - 1]}`)}`;
    if (this.isBeyond()) return say('oversight.verdict.beyond');
    if (this.findings().states.signature === 'off') return say('oversight.fault.ed25519');
    if (this.mark() === 'unknown') return say('oversight.verdict.open');
    return say(this.findings().states.growth === 'none' ? 'oversight.verdict.first' : 'oversight.verdict.grown');
  });
}
