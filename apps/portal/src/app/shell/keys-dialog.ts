import { afterNextRender, Component, computed, type ElementRef, inject, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Me } from '../shared/me';
import { MOVES } from './navigation';
import { Preferences } from '../shared/preferences';

/** What the screen says of its own keys, by `aria-keyshortcuts`. */
function keysOfScreen(): { keys: string; words: string }[] {
  return [...document.querySelectorAll<HTMLElement>('main [aria-keyshortcuts]')].map((element) => ({
    keys: element.getAttribute('aria-keyshortcuts') ?? '',
    words: element.getAttribute('aria-label') ?? spokenOf(element),
  }));
}

/** Words of a control without those that only eyes read, such as its key. */
function spokenOf(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll('[aria-hidden]')) hidden.remove();
  return copy.textContent.trim();
}

/** The keys that work on this screen. */
@Component({ selector: 'cm-keys-dialog', imports: [TranslocoPipe], templateUrl: './keys-dialog.html' })
export class KeysDialog {
  readonly closed = output();
  protected readonly preferences = inject(Preferences);
  private readonly me = inject(Me);
  protected readonly moves = computed(() => MOVES.filter((move) => move.roles.some((role) => this.me.roles().includes(role))));
  protected readonly screen = keysOfScreen();
  protected readonly hasList = document.querySelector('main tbody a[href]') !== null;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}
