import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Outcome, OUTCOMES } from '@comity/casework';
import { type DecisionSeal, type Written } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CertificateWay } from '../shared/certificate-way';
import { CodeId } from '../shared/code-id';
import { Failed } from '../shared/failed';
import { Icon } from '../shared/icon';
import { Letter } from '../shared/letter';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { ProofMark } from '../shared/proof-mark';
import { ScopeDiff } from '../shared/scope-diff';
import { Waiting } from '../shared/waiting';
import { ClosedWords } from './closed-words';
import { Readers } from './readers';
import { Proposals } from './proposals';
import { Recall } from './recall';
import { ReviewBar } from './review-bar';
import { ReviewClient } from './review-client';
import { SaveWord } from './save-word';
import { askedLines, decidedLines } from './scope-of-draft';
import { SignReasons } from './sign-reasons';
import { withoutBlanks } from './without-blanks';
import { Workbench } from './workbench';

/** L3: what is sealed, word for word, who will read it, and one button that asks for a fresh sign-in. @source experience.md 1.2, 3 L3 */
@Component({
  selector: 'cm-sign-page',
  imports: [
    Proposals,
    Recall,
    Button,
    CertificateWay,
    CodeId,
    Failed,
    Icon,
    Letter,
    Moment,
    ProofMark,
    Readers,
    ReviewBar,
    RouterLink,
    SaveWord,
    ScopeDiff,
    SignReasons,
    TranslocoPipe,
    Waiting,
  ],
  providers: [Workbench],
  templateUrl: './sign-page.html',
})
export class SignPage {
  /** Of the address. */
  readonly id = input.required<string>();
  /** Of the address: which of the four acts is being signed. */
  readonly outcome = input<string>();
  protected readonly bench = inject(Workbench);
  private readonly client = inject(ReviewClient);
  private readonly words = inject(ClosedWords);
  private readonly transloco = inject(TranslocoService);
  private readonly me = inject(Me);

  protected readonly asked = computed(() => askedLines(this.bench.view()!));
  protected readonly decided = computed(() => decidedLines(this.bench.draft().decision.lines));
  protected readonly chosen = computed<Outcome | undefined>(() => {
    const asked = this.outcome() ?? this.bench.draft().decision.outcome;
    return OUTCOMES.find((one) => one === asked);
  });
  /** The texts that are sealed, word for word, one a language. */
  protected readonly letters = computed(() => this.bench.standing()?.letters ?? []);
  protected readonly groupsOf = (hash: string): string[] => hash.match(/.{4}/g) ?? [];
  protected readonly needsSignIn = computed(() => this.bench.standing()?.broken.includes('step-up') ?? true);
  protected readonly person = computed(() => (this.me.person.hasValue() ? this.me.person.value() : undefined));
  protected readonly certificate = computed(() => this.person()?.certificates.find(({ kind }) => kind === 'iccpr_review'));
  protected readonly sealed = signal<Written | undefined>(undefined);

  /** Every reason against sealing, in sentences; a fresh sign-in is not one of them, the button leads to it. */
  protected readonly against = computed(() => {
    const [standing, outcome] = [this.bench.standing(), this.chosen()];
    if (!standing) return [];
    if (!outcome) return [this.transloco.translate('review.sign.noOutcome')];
    const rules = standing.broken.filter((rule) => rule !== 'step-up').map((rule) => this.transloco.translate(`review.rule.${rule}`));
    return [...rules, ...this.words.sentences(standing.closed[outcome])];
  });
  protected readonly closed = computed(() => (this.against().length > 0 ? this.transloco.translate('review.sign.closed') : ''));

  protected readonly seal = act(async (intent) => {
    const { requestHash, screeningHash } = this.bench.view()!;
    const { decision } = this.bench.draft();
    const written = await this.bench.seal((seen) =>
      this.client.seal({ ...seen, intent }, withoutBlanks({ ...decision, requestHash, screeningHash, ...this.read() }) as DecisionSeal),
    );
    this.sealed.set(written);
  });

  /** What a lead has read before deciding: the seal names each decision by its leaf. */
  private read(): Pick<DecisionSeal, 'read'> {
    return this.bench.proposals.hasValue() ? { read: this.bench.proposals.value().map(({ log }) => log.leafHash) } : {};
  }

  constructor() {
    effect(() => this.bench.id.set(this.id()));
    effect(() => {
      const outcome = this.chosen();
      if (this.bench.view() && outcome && this.bench.isHeld() && this.bench.draft().decision.outcome !== outcome) this.bench.changeDecision({ outcome });
    });
  }
}
