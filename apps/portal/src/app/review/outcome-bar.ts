import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { type Outcome, OUTCOMES } from '@comity/casework';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { ClosedWords, closedOnSheet } from './closed-words';
import { type Workbench } from './workbench';

/** Reasons that stand beside a closed outcome, and names in each, before the rest is only counted; the sign page lists them all. */
const SAID = 1;
const NAMED = 2;

/** The four acts at the foot. Findings and lines open and close them; none is recommended, and why one is closed stands beside it. @source experience.md 1.2 */
@Component({
  selector: 'cm-outcome-bar',
  imports: [TranslocoPipe],
  template: `
    <div class="cm-acts" role="region" [attr.aria-label]="'review.outcome.title' | transloco">
      @if (bar(); as why) {
        <p class="cm-bar" data-bar="absolute">{{ 'review.outcome.bar' | transloco: { why } }}</p>
      }
      @for (act of acts(); track act.outcome) {
        <div>
          <button
            type="button"
            class="cm-btn small"
            [attr.data-outcome]="act.outcome"
            [attr.aria-disabled]="act.why ? 'true' : null"
            [attr.aria-describedby]="'why-' + act.outcome"
            (click)="go(act.outcome, act.why)"
          >
            {{ 'words.outcome.' + act.outcome | transloco }}
          </button>
          <p [id]="'why-' + act.outcome">{{ act.why || ('review.outcome.open.' + act.outcome | transloco) }}</p>
        </div>
      }
    </div>
  `,
})
export class OutcomeBar {
  readonly bench = input.required<Workbench>();
  private readonly router = inject(Router);
  private readonly words = inject(ClosedWords);
  private readonly transloco = inject(TranslocoService);

  /** An absolute ground has no control of a grant at all; why, stands in its place. @source proportionality.md 2 */
  protected readonly bar = computed(() => {
    const codes =
      this.bench()
        .standing()
        ?.closed.grant.filter((code) => code.startsWith('absolute:')) ?? [];
    return codes.length > 0 ? this.words.sentences(codes).join('; ') : '';
  });
  private readonly possible = computed(() => (this.bar() ? OUTCOMES.filter((outcome) => outcome === 'return' || outcome === 'refuse') : OUTCOMES));
  protected readonly acts = computed(() => this.possible().map((outcome) => ({ outcome, why: this.whyClosed(outcome) })));

  protected async go(outcome: Outcome, why: string): Promise<void> {
    if (why || !(await this.bench().flush())) return;
    await this.router.navigate(['/reviews', this.bench().id(), 'sign'], { queryParams: { outcome } });
  }

  private whyClosed(outcome: Outcome): string {
    const standing = this.bench().standing();
    if (!standing) return '';
    if (!this.bench().isHeld()) return this.transloco.translate('review.outcome.unclaimed');
    const sentences = this.words.sentences(closedOnSheet(standing.closed[outcome]), NAMED);
    if (sentences.length === 0) return '';
    const rest = sentences.length - SAID;
    const said = sentences.slice(0, SAID).join('; ');
    return this.transloco.translate(rest > 0 ? 'review.outcome.closedMore' : 'review.outcome.closed', { said, rest });
  }
}
