import { Component, DestroyRef, inject, signal } from '@angular/core';
import { IdleWarning } from '../shared/idle-warning';
import { SignIn } from '../shared/sign-in';
import { IDLE_MS, sessionStep } from './session-clock';

/** Looks four times a minute; a warning of two minutes needs no finer clock. */
const LOOK_MS = 15_000;
const SIGNS = ['pointerdown', 'keydown'] as const;

/** Keeps the sign-in of a person who works, warns one who does not, and ends it at the limit. What is on the page stays. @source security.md 4.2; experience.md 1.13 */
@Component({
  selector: 'cm-session-watch',
  imports: [IdleWarning],
  template: `@if (warns()) {
    <cm-idle-warning [endsAt]="endsAt()" (stay)="stay()" />
  }`,
})
export class SessionWatch {
  private readonly signIn = inject(SignIn);
  private activeAt = Date.now();
  protected readonly warns = signal(false);
  protected readonly endsAt = signal('');

  constructor() {
    const seen = (): void => {
      // While the warning stands only its own button counts: a stray key must not answer it unseen.
      if (!this.warns()) this.activeAt = Date.now();
    };
    for (const sign of SIGNS) addEventListener(sign, seen, { capture: true, passive: true });
    const looking = setInterval(() => void this.look(), LOOK_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(looking);
      for (const sign of SIGNS) removeEventListener(sign, seen, { capture: true });
    });
  }

  protected async stay(): Promise<void> {
    this.warns.set(false);
    this.activeAt = Date.now();
    await this.signIn.renew();
  }

  private async look(): Promise<void> {
    const step = sessionStep(Date.now(), this.activeAt, this.signIn.renewedAt());
    this.warns.set(step === 'warn');
    if (step === 'warn') this.endsAt.set(new Date(Math.max(this.activeAt, this.signIn.renewedAt()) + IDLE_MS).toISOString());
    if (step === 'renew') await this.signIn.renew();
    if (step === 'end') await this.signIn.end();
  }
}
