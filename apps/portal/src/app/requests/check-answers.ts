import { Component, computed, inject, input, output } from '@angular/core';
import { Router } from '@angular/router';
import { type DecisionView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CertificateWay } from '../shared/certificate-way';
import { Failed } from '../shared/failed';
import { Me } from '../shared/me';
import { Texts } from '../shared/texts';
import { DraftEditor } from './draft-editor';
import { isAsked, type Part, partOf, PARTS, QUESTIONS } from './parts';
import { partsOf, type Pointer } from './pointers';
import { questionKey } from './question-key';
import { RequestsClient } from './requests-client';
import { type Answer } from './return-answers';
import { Said } from './said';

/** A cause that keeps a request from being submitted, with the way to its field. */
interface Cause {
  pointer: Pointer;
  part: Part;
  line: number | undefined;
  key: string;
}

/** Ready for review: every cause that is left, then every answer as it would be sent, then the act. */
@Component({ selector: 'cm-check-answers', imports: [Button, CertificateWay, Failed, Said, TranslocoPipe], templateUrl: './check-answers.html' })
export class CheckAnswers {
  /** A place that the person wants to go to. */
  readonly field = output<Pointer>();
  /** Of a returned request: the decisions that asked, and the answers to their questions. */
  readonly returns = input<readonly DecisionView[]>([]);
  readonly answers = input<readonly Answer[]>([]);
  protected readonly isReturned = computed(() => this.editor.view()?.state === 'returned');
  private readonly unanswered = computed(() => this.returns().reduce((sum, { questions }) => sum + questions.length, 0) - this.answers().length);
  protected readonly editor = inject(DraftEditor);
  private readonly client = inject(RequestsClient);
  private readonly me = inject(Me);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly submitting = act(async (intent) => {
    if (this.editor.saveState().is !== 'saved' && !(await this.editor.save())) return;
    const view = this.editor.view();
    if (!view) return;
    const seen = { id: view.id, version: view.version, intent };
    if (view.state === 'returned') await this.client.resubmit(seen, { submission: this.editor.clean(), answers: [...this.answers()] });
    else await this.client.submit(seen, this.editor.clean());
    await this.router.navigate(['/requests', view.id]);
  });

  protected readonly causes = computed(() => {
    const refused = this.submitting.problem()?.errors?.map(({ pointer }) => pointer.replace(/^#/, '')) ?? [];
    return [...new Set([...this.editor.missing(), ...this.editor.wrong().keys(), ...refused])].map((pointer) => causeOf(pointer));
  });
  protected readonly parts = computed(() =>
    PARTS.map((part) => ({
      part,
      answers: QUESTIONS[part].filter((pointer) => isAsked(pointer, this.editor.draft(), this.editor.law()) && this.editor.valueAt(pointer) !== undefined),
    })),
  );
  protected readonly lines = computed(() =>
    (this.editor.draft().lines ?? []).map((line) => ({ line, identifier: this.editor.view()?.identifiers.find(({ id }) => id === line.identifier) })),
  );
  protected readonly closed = computed(() => {
    this.texts.language();
    if (this.me.lacks('iccpr_basic')) return this.transloco.translate('shared.certificate.closed');
    const count = this.editor.missing().length + this.editor.wrong().size;
    if (count > 0) return this.transloco.translate('requests.check.closed', { count });
    return this.unanswered() > 0 ? this.transloco.translate('requests.returned.closed', { count: this.unanswered() }) : '';
  });
  protected readonly keyOf = questionKey;
}

function causeOf(pointer: Pointer): Cause {
  const [list, place] = partsOf(pointer);
  return { pointer, part: partOf(pointer), line: list === 'lines' && place !== undefined ? Number(place) + 1 : undefined, key: questionKey(pointer) };
}
