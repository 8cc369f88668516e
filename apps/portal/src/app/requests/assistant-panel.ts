import { Component, computed, inject, output, viewChild, type ElementRef } from '@angular/core';
import { type AlternativeId } from '@comity/proportionality';
import { TranslocoPipe } from '@jsverse/transloco';
import { CheckWords } from '../shared/check-words';
import { Icon } from '../shared/icon';
import { Assistant } from './assistant';
import { DraftEditor } from './draft-editor';
import { milder } from './milder';
import { type Pointer } from './pointers';
import { Reasons } from './reasons';

/** Groups of points, hardest first, with the severities that belong to each. Shown in words; no number leaves the engine. */
const GROUPS = [
  { name: 'cure', of: [5, 6] },
  { name: 'order', of: [4] },
  { name: 'two', of: [3] },
] as const;

/** Beside the draft: what is open, what to cure, and what a narrower request could be. @source experience.md 1.17; proportionality.md 16 */
@Component({
  selector: 'cm-assistant-panel',
  imports: [Icon, Reasons, TranslocoPipe],
  templateUrl: './assistant-panel.html',
  host: { '(keydown)': 'keyed($event)' },
})
export class AssistantPanel {
  /** A place that the person wants to go to. */
  readonly field = output<Pointer>();
  protected readonly assistant = inject(Assistant);
  protected readonly editor = inject(DraftEditor);
  protected readonly words = inject(CheckWords);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  protected readonly variants = computed(() => this.assistant.judged()?.variants ?? []);
  protected readonly groups = computed(() =>
    GROUPS.map(({ name, of }) => ({ name, points: this.assistant.points().filter(({ severity }) => (of as readonly number[]).includes(severity)) })).filter(
      ({ points }) => points.length > 0,
    ),
  );

  protected take(id: AlternativeId): void {
    this.editor.write(milder(this.editor.draft(), id));
    // What was pressed may be gone with the next look.
    this.title().nativeElement.focus();
  }

  /** A digit takes the variant that stands under it, while the focus is in this panel. */
  protected keyed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const variant = this.variants()[Number(event.key) - 1];
    if (!variant) return;
    event.preventDefault();
    this.take(variant.id);
  }
}
