import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Icon } from '../shared/icon';
import { Cures } from './cures';
import { DraftEditor } from './draft-editor';
import { Question } from './question';

const FIELDS = ['level', 'authority', 'jurisdiction', 'reference', 'issued', 'validTo', 'timing'] as const;
const QUALITIES = ['independent', 'canRefuse', 'verifiesSuspicion', 'standardMet', 'individualReasons', 'fileAccessible'] as const;

/** Warrants and orders of the draft, each with the lines that it covers. The document stays with the agency. @source exchange.md 1.14 */
@Component({ selector: 'cm-order-cards', imports: [Button, Cures, Icon, Question, TranslocoPipe], templateUrl: './order-cards.html' })
export class OrderCards {
  protected readonly editor = inject(DraftEditor);
  protected readonly fields = FIELDS;
  protected readonly qualities = QUALITIES;
  protected readonly orders = computed(() => this.editor.draft().authorisations ?? []);
  protected readonly lines = computed(() => (this.editor.draft().lines ?? []).map((_, place) => place + 1));

  protected covers(place: number, line: number): boolean {
    return this.orders()[place]?.covers?.includes(line) ?? false;
  }

  protected tick(place: number, line: number, event: Event): void {
    const others = (this.orders()[place]?.covers ?? []).filter((one) => one !== line);
    const isOn = (event.target as HTMLInputElement).checked;
    this.editor.set(
      `/authorisations/${place}/covers`,
      (isOn ? [...others, line] : others).sort((a, b) => a - b),
    );
  }

  protected add(): void {
    this.editor.write({ ...this.editor.draft(), authorisations: [...this.orders(), { covers: [] }] });
  }

  protected drop(place: number): void {
    this.editor.write({ ...this.editor.draft(), authorisations: this.orders().filter((_, at) => at !== place) });
  }
}
