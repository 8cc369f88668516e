import { Component, computed, effect, inject, input, type OnDestroy, resource, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Icon } from '../shared/icon';
import { isDemonstration } from '../shared/page-settings';
import { Waiting } from '../shared/waiting';
import { Assistant } from './assistant';
import { AssistantPanel } from './assistant-panel';
import { CheckAnswers } from './check-answers';
import { ClashList } from './clash-list';
import { DraftEditor } from './draft-editor';
import { DraftPart } from './draft-part';
import { DraftSave } from './draft-save';
import { isAsked, type Part, partOf, PARTS, QUESTIONS } from './parts';
import { type Pointer } from './pointers';
import { RequestsClient } from './requests-client';
import { type Answer, ReturnAnswers } from './return-answers';
import { boundTo } from './sample-answers';

/** U4: writes a draft in eight parts. Every answer is saved by itself; nothing is submitted before the whole was checked. @source experience.md 3.2 */
@Component({
  selector: 'cm-draft-page',
  imports: [AssistantPanel, Button, CheckAnswers, ClashList, DraftPart, DraftSave, Failed, Icon, ReturnAnswers, RouterLink, TranslocoPipe, Waiting],
  providers: [Assistant, DraftEditor],
  templateUrl: './draft-page.html',
})
export class DraftPage implements OnDestroy {
  /** Of the address. */
  readonly id = input.required<string>();
  /** Of the address: the part that is open, or `check`. */
  readonly part = input<string>();
  protected readonly editor = inject(DraftEditor);
  protected readonly agencies = inject(Agencies);
  private readonly client = inject(RequestsClient);
  private readonly router = inject(Router);
  protected readonly request = this.client.one(this.id);
  protected readonly parts = PARTS;
  protected readonly demonstration = isDemonstration();
  protected readonly current = computed<Part | 'check'>(() => (this.part() === 'check' ? 'check' : (PARTS.find((one) => one === this.part()) ?? 'authority')));
  protected readonly view = computed(() => this.editor.view());
  protected readonly standing = computed(() => Object.fromEntries(PARTS.map((part) => [part, this.standingOf(part)])));
  private readonly returnIds = computed(() => (this.view()?.state === 'returned' ? this.view()?.decisions.map(({ id }) => id) : undefined), {
    equal: (a, b) => a?.join() === b?.join(),
  });
  /** Of a returned request: the decisions that returned it, and the answers to their questions while they are written. */
  protected readonly returns = resource({
    params: () => this.returnIds(),
    loader: ({ params }) => this.client.decisionsNow(params),
  });
  protected readonly answers = signal<readonly Answer[]>([]);
  protected readonly filling = act(async () => {
    const view = this.editor.view();
    if (view) this.editor.write(boundTo(await this.client.sample(), view));
  });

  constructor() {
    effect(() => {
      if (!this.request.hasValue()) return;
      const view = this.request.value();
      untracked(() => {
        if (view.state === 'draft' || view.state === 'returned') this.editor.open(view);
        else void this.router.navigate(['/requests', view.id], { replaceUrl: true });
      });
    });
    effect(() => {
      if (this.current() === 'check') untracked(() => this.editor.isChecked.set(true));
    });
  }

  ngOnDestroy(): void {
    if (this.editor.saveState().is === 'waiting') void this.editor.save();
    this.editor.stop();
  }

  /** Opens the part of a place and puts the focus on its field. */
  protected async toField(pointer: Pointer): Promise<void> {
    const [, list, place] = pointer.split('/');
    if (list === 'lines' && place && !pointer.includes('/collateral')) this.editor.openLine.set(Number(place));
    await this.router.navigate([], { queryParams: { part: partOf(pointer) }, queryParamsHandling: 'merge' });
    // After the part is drawn, and after the frame has put the focus on the heading.
    setTimeout(() => {
      const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(pointer)}"]`);
      field?.focus();
      field?.scrollIntoView({ block: 'center' });
    }, 60);
  }

  private standingOf(part: Part): number | 'unbegun' {
    const open = this.editor.missing().filter((pointer) => partOf(pointer) === part).length;
    const asked = QUESTIONS[part].filter((pointer) => isAsked(pointer, this.editor.draft(), this.editor.law()));
    return open > 0 && asked.every((pointer) => this.editor.valueAt(pointer) === undefined) ? 'unbegun' : open;
  }
}
