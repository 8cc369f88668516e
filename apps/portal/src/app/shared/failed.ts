import { afterNextRender, Component, computed, ElementRef, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PROBLEMS, type ProblemCode } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { helpOf } from './help';
import { Icon } from './icon';
import { type ProblemFacts } from './refusal';
import { Texts } from './texts';

/**
 * A refusal or failure: what it is, what the server says of this case, what is safe, which rules refused, every cause with a way to its field, who
 * can help and what to do next.
 * @source experience.md 1.7
 */
@Component({ selector: 'cm-failed', imports: [Icon, RouterLink, TranslocoPipe], templateUrl: './failed.html' })
export class Failed {
  readonly problem = input.required<ProblemFacts>();
  /** Shown with a button "Try again" where someone listens and trying again can help. */
  readonly retry = input(true);
  readonly again = output();
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);

  protected readonly title = computed(() => {
    const key = `words.problem.${this.problem().code}`;
    const words = this.transloco.translate(key, {}, this.texts.language());
    return words === key ? this.problem().title : words;
  });
  /** The server's own sentence, where it says more than the code does. It is written in English. */
  protected readonly special = computed(() => {
    const { code, detail } = this.problem();
    const general = code in PROBLEMS ? PROBLEMS[code as ProblemCode].detail : '';
    return detail && detail !== general ? detail : undefined;
  });
  protected readonly help = computed(() => helpOf(this.problem().code));
  protected readonly mayHelp = computed(() => {
    const { status } = this.problem();
    return this.retry() && (status === 0 || status >= 500 || status === 429 || status === 408);
  });

  constructor() {
    // A list of causes takes the focus, because its entries lead to the fields.
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      if (this.problem().errors) host.querySelector<HTMLElement>('.cm-notice')?.focus();
    });
  }

  /** The words above the field, where it is on the page. */
  protected labelOf(pointer: string): string | undefined {
    const field = fieldOf(pointer);
    return field ? labelAbove(field) : undefined;
  }

  /** What a rule asks, in the reader's language; undefined for a rule that has no words. */
  protected wordsOf(rule: string): string | undefined {
    const key = `frame.rule.${rule}`;
    const words = this.transloco.translate<string>(key, {}, this.texts.language());
    return words === key ? undefined : words;
  }

  protected toField(pointer: string): void {
    fieldOf(pointer)?.focus();
  }
}

/** The field of a pointer, or the first one below it; none for the whole. */
function fieldOf(pointer: string): HTMLElement | null {
  if (pointer === '#') return null;
  const at = CSS.escape(pointer.replace(/^#/, ''));
  return document.querySelector<HTMLElement>(`[data-field="${at}"]`) ?? document.querySelector<HTMLElement>(`[data-field^="${at}/"]`);
}

/** Words of a control, of the group that it stands in, or of the heading that it is. */
function labelAbove(field: HTMLElement): string | undefined {
  const label = 'labels' in field ? (field as HTMLInputElement).labels?.[0] : undefined;
  const words = label ?? field.closest('fieldset')?.querySelector('legend') ?? (/^H[2-4]$/.test(field.tagName) ? field : undefined);
  return words?.textContent.trim() || undefined;
}
