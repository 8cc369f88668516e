import { DOCUMENT, inject, Service } from '@angular/core';

/**
 * A page that loads has a heading, and another one once it is drawn. Where the first held the focus after a navigation, the one that takes its place
 * holds it too, so that nobody who hears the page stands nowhere. @source experience.md 1.13
 */
@Service()
export class KeptHeading {
  private readonly document = inject(DOCUMENT);
  private held: HTMLElement | undefined;

  keep(): void {
    this.document.addEventListener('focusin', ({ target }) => (this.held = target instanceof HTMLHeadingElement ? target : undefined));
    new MutationObserver(() => this.pass()).observe(this.document.body, { childList: true, subtree: true });
  }

  private pass(): void {
    if (!this.held || this.held.isConnected || this.document.activeElement !== this.document.body) return;
    const heading = this.document.querySelector<HTMLElement>('main h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  }
}
