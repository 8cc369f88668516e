import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Button, type ButtonKind } from '../shared/button';
import { Failed } from '../shared/failed';
import { HashGroups } from '../shared/hash-groups';
import { type LogSource } from '../shared/log/published-log';
import { Me } from '../shared/me';
import { type Proof } from '../shared/proof-mark';
import { type Refusal, refusalOf } from '../shared/refusal';
import { Texts } from '../shared/texts';
import { Verdict } from './verdict';
import { type Break, WholeCheck, type WholeState } from './whole-check';

/** Checks a whole log, published or copied, with its progress, and says at which entries it breaks. */
@Component({ selector: 'cm-whole-log', imports: [Button, Failed, HashGroups, TranslocoPipe, Verdict], templateUrl: './whole-log.html' })
export class WholeLog {
  readonly source = input.required<LogSource>();
  /** One first button a view: beside another one this check has an ordinary one. */
  readonly kind = input<ButtonKind>('first');
  private readonly check = inject(WholeCheck);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly state = signal<WholeState | undefined>(undefined);
  protected readonly isRunning = signal(false);
  protected readonly refusal = signal<Refusal | undefined>(undefined);
  protected readonly mayOpen = computed(() => this.me.roles().includes('auditor'));
  protected readonly broken = computed(() => {
    const end = this.state()?.end;
    return typeof end === 'object' ? end : undefined;
  });
  protected readonly isWitnessed = computed(() => this.state()?.head?.witnesses.end === 'holds');
  protected readonly mark = computed((): Proof => {
    const end = this.state()?.end;
    if (end === 'holds') return this.isWitnessed() ? 'proved' : 'signed';
    return typeof end === 'object' ? 'broken' : 'unknown';
  });

  /** What the check came to, in words of the reader's language. */
  protected readonly sentence = computed(() => {
    this.texts.language();
    const { end, head } = this.state() ?? {};
    if (end === 'unsure') return this.transloco.translate('oversight.fault.ed25519');
    if (typeof end !== 'object') return this.transloco.translate('oversight.whole.holds', { size: head?.size });
    const where = end.at && this.transloco.translate(end.at.from === end.at.to ? 'oversight.whole.one' : 'oversight.whole.range', end.at);
    return [this.transloco.translate(`oversight.reason.${end.reason}`), where].filter(Boolean).join(' ');
  });

  /** Reason and place as the offline verifier writes them: `entry-hash at 67`. */
  protected code({ reason, at }: Break): string {
    return `${reason} at ${at ? (at.from === at.to ? at.from : `${at.from}..${at.to}`) : '-'}`;
  }

  protected async run(): Promise<void> {
    this.isRunning.set(true);
    this.refusal.set(undefined);
    this.state.set(undefined);
    try {
      await this.check.run(this.source(), this.mayOpen(), (state) => this.state.set(state));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    } finally {
      this.isRunning.set(false);
    }
  }
}
