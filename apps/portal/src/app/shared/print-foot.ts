import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Me } from './me';
import { LOCALES, Texts } from './texts';

/** What binds the record that is open: its handling codes, and its conditions in words. */
export interface Bound {
  readonly handling: readonly string[];
  readonly conditions: readonly string[];
}

/**
 * The foot of every printed page: how the record is to be handled, under which conditions, who printed it and when. The page's own margin shows it,
 * so it stands on each sheet. @source experience.md 1.10; visual-language.md 7
 */
@Service()
export class PrintFoot {
  /** Of the case that is open; undefined on pages of no case. */
  readonly bound = signal<Bound | undefined>(undefined);
  private readonly document = inject(DOCUMENT);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);

  keep(): void {
    this.document.defaultView?.addEventListener('beforeprint', () =>
      this.document.documentElement.style.setProperty('--cm-foot', JSON.stringify(this.words())),
    );
  }

  private words(): string {
    const say = (key: string, facts: Record<string, string> = {}): string => this.transloco.translate(key, facts);
    const bound = this.bound();
    const codes = bound?.handling.map((code) => say(`words.handling.${code}`)).join(', ') || say('shared.print.free');
    const at = new Intl.DateTimeFormat(LOCALES[this.texts.language()], { dateStyle: 'medium', timeStyle: 'long' }).format(new Date());
    const name = this.me.person.hasValue() ? this.me.person.value().name : say('shared.print.nobody');
    return [...(bound ? [say('shared.print.handling', { codes }), ...bound.conditions] : []), say('shared.print.by', { name, at })].join('; ');
  }
}
