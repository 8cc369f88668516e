import { Component, computed, inject, input } from '@angular/core';
import { daysOf, type Period, summaryOf } from '@comity/casework';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Icon } from './icon';
import { Moment } from './moment';
import { type AskedLine, type DecidedLine, scopeRowsOf } from './scope-rows';
import { Texts } from './texts';

/** Asked → granted, a row a line; before a decision the granted side is empty. The sentence on top is made from the same rows. @source experience.md 1.1 */
@Component({ selector: 'cm-scope-diff', imports: [Icon, Moment, TranslocoPipe], templateUrl: './scope-diff.html' })
export class ScopeDiff {
  readonly asked = input.required<readonly AskedLine[]>();
  /** One a line that is decided; undefined before the decision. */
  readonly decided = input<readonly DecidedLine[]>();
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);

  private readonly diff = computed(() => scopeRowsOf(this.asked(), this.decided()));
  private readonly span = computed(() => {
    const periods = this.asked().flatMap(({ period }) => (period ? [period] : []));
    return periods.length === 0 ? null : { fromMs: Math.min(...periods.map((one) => one.fromMs)), toMs: Math.max(...periods.map((one) => one.toMs)) };
  });
  protected readonly rows = computed(() =>
    this.asked().map((asked) => {
      const decision = this.diff().find((row) => row.asked.line === asked.line);
      const granted = decision?.granted ?? null;
      return {
        asked,
        granted,
        change: decision?.change ?? 'open',
        conditions: decision?.conditions ?? [],
        ground: decision?.ground ?? null,
        askedDays: asked.period ? daysOf(asked.period) : null,
        grantedDays: granted?.period ? daysOf(granted.period) : null,
        askedBar: this.barOf(asked.period),
        grantedBar: this.barOf(granted?.period ?? null),
        from: iso(granted?.period ?? asked.period, 'fromMs'),
        to: iso(granted?.period ?? asked.period, 'toMs'),
      };
    }),
  );
  protected readonly sentence = computed(() => {
    const rows = this.diff();
    if (rows.length === 0) return undefined;
    if (this.texts.language() === 'en') return summaryOf(rows);
    const say = (key: string, facts: Record<string, string | number>): string => this.transloco.translate(`shared.scope.say.${key}`, facts);
    const granted = rows.filter((row) => row.granted);
    return [
      say('granted', { granted: granted.length, all: rows.length }),
      ...granted.filter((row) => row.change === 'narrowed').map((row) => say('narrowed', { line: row.asked.line })),
      ...rows.filter((row) => !row.granted).map((row) => say('refused', { line: row.asked.line })),
    ].join('؛ ');
  });

  /** Start and end on the shared axis, in percent. */
  private barOf(period: Period | null): { start: number; end: number } | null {
    const span = this.span();
    if (!period || !span) return null;
    const width = Math.max(span.toMs - span.fromMs, 1);
    return { start: ((period.fromMs - span.fromMs) / width) * 100, end: ((period.toMs - span.fromMs) / width) * 100 };
  }
}

const iso = (period: Period | null, end: 'fromMs' | 'toMs'): string | null => (period ? new Date(period[end]).toISOString() : null);
