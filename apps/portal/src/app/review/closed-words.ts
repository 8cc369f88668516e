import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** What a person is asked for on the page where they sign; on the worksheet it closes nothing. */
const ASKED_AT_SIGNING = ['reasons', 'flag', 'variants', 'read-by', 'questions', 'departure'];

const kindOf = (code: string): string => code.split(':', 1)[0] ?? code;

/** Codes of `closedBecause` that already count on the worksheet. */
export const closedOnSheet = (codes: readonly string[]): string[] => codes.filter((code) => !ASKED_AT_SIGNING.includes(kindOf(code)));

/** Turns the codes that close an outcome into sentences, one for each kind. */
@Service()
export class ClosedWords {
  private readonly transloco = inject(TranslocoService);

  /** @param named names that one sentence lists before it only counts the rest */
  sentences(codes: readonly string[], named = 6): string[] {
    const kinds = [...new Set(codes.map(kindOf))];
    return kinds.map((kind) => {
      const about = codes.filter((code) => kindOf(code) === kind).map((code) => this.nameOf(kind, code.slice(kind.length + 1)));
      const shown = about.slice(0, named).join(', ');
      const more = about.length - named;
      const list = more > 0 ? this.transloco.translate('review.closed.more', { list: shown, more }) : shown;
      return this.transloco.translate(`review.closed.${kind}`, { list, count: about.length });
    });
  }

  /** `W3:2` as "W3 line 2", a line's number as it is, a question's path in its own words. */
  private nameOf(kind: string, about: string): string {
    if (kind === 'reviewer-field') return this.transloco.translate(`review.question.${about.split('.').at(-1)}.short`);
    const [row, line] = about.split(':');
    return row?.startsWith('W') && line ? this.transloco.translate('review.closed.place', { row, line }) : about;
  }
}
