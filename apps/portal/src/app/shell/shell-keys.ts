import { DestroyRef, inject, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Me } from '../shared/me';
import { SignIn } from '../shared/sign-in';
import { moveOf } from './navigation';
import { Preferences } from '../shared/preferences';
import { moveInRows } from './row-keys';

/** Time for the second key of a move. */
const SECOND_KEY_MS = 1500;
const TYPING = 'input, textarea, select, [contenteditable], dialog';

/** Keys that work everywhere once somebody is signed in. No key signs, sends, deletes or unmasks. @source experience.md 2 */
@Service()
export class ShellKeys {
  /** Which of the two dialogs stands open. */
  readonly open = signal<'find' | 'keys' | undefined>(undefined);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  private readonly signIn = inject(SignIn);
  private readonly preferences = inject(Preferences);
  private goUntil = 0;

  constructor() {
    const pressed = (event: KeyboardEvent): void => this.pressed(event);
    addEventListener('keydown', pressed);
    inject(DestroyRef).onDestroy(() => removeEventListener('keydown', pressed));
  }

  private pressed(event: KeyboardEvent): void {
    if (!this.signIn.isIn() || event.defaultPrevented || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return this.show(event, 'find');
    if (event.ctrlKey || event.metaKey || (event.target as Element).closest?.(TYPING)) return;
    if (moveInRows(event.key, event.target as Element)) return event.preventDefault();
    if (this.preferences.singleKeys()) this.single(event);
  }

  private single(event: KeyboardEvent): void {
    const goes = event.timeStamp < this.goUntil;
    this.goUntil = 0;
    if (event.key === '?') return this.show(event, 'keys');
    if (event.key === 'g') this.goUntil = event.timeStamp + SECOND_KEY_MS;
    const move = goes ? moveOf(event.key, this.me.roles()) : undefined;
    if (move) void this.router.navigate([move.path], { queryParams: move.query ?? {} });
  }

  private show(event: KeyboardEvent, dialog: 'find' | 'keys'): void {
    event.preventDefault();
    this.open.set(dialog);
  }
}
