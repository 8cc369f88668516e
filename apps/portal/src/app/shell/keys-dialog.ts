import { afterNextRender, Component, computed, type ElementRef, inject, output, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Preferences } from './preferences';

/** What the screen says of its own keys, by `aria-keyshortcuts`. */
function keysOfScreen(): { keys: string; words: string }[] {
  return [...document.querySelectorAll<HTMLElement>('main [aria-keyshortcuts]')].map((element) => ({
    keys: element.getAttribute('aria-keyshortcuts') ?? '',
    words: element.getAttribute('aria-label') ?? element.textContent.trim(),
  }));
}

/** The keys that work on this screen. */
@Component({ selector: 'cm-keys-dialog', imports: [TranslocoPipe], templateUrl: './keys-dialog.html' })
export class KeysDialog {
  readonly closed = output();
  protected readonly preferences = inject(Preferences);
  protected readonly screen = keysOfScreen();
  protected readonly hasList = document.querySelector('main tbody a[href]') !== null;
  protected readonly single = computed(() => (this.preferences.singleKeys() ? 'frame.keys.on' : 'frame.keys.off'));
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}
