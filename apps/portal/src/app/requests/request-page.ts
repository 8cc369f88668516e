import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { conditionWords } from '@comity/casework';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { CaseBar } from '../shared/case-bar';
import { Clock } from '../shared/clock';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { ScopeDiff } from '../shared/scope-diff';
import { StateWord } from '../shared/state-word';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { ArrivedAnswers } from './arrived-answers';
import { AttachOrder } from './attach-order';
import { RequestActs } from './request-acts';
import { RequestTimeline } from './request-timeline';
import { RequestsClient } from './requests-client';
import { askedLines, decidedLines, grantedLines } from './scope-of';

/** U5: follows one request: how it stands, what was asked and granted, what binds, what happened, what arrived. @source experience.md 3.2 */
@Component({
  selector: 'cm-request-page',
  imports: [
    ArrivedAnswers,
    AttachOrder,
    Button,
    CaseBar,
    Clock,
    CodeId,
    Icon,
    Moment,
    RequestActs,
    RequestTimeline,
    RouterLink,
    ScopeDiff,
    StateWord,
    TranslocoPipe,
    Waiting,
  ],
  templateUrl: './request-page.html',
})
export class RequestPage {
  /** Of the address. */
  readonly id = input.required<string>();
  private readonly client = inject(RequestsClient);
  private readonly me = inject(Me);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly agencies = inject(Agencies);
  protected readonly request = this.client.one(this.id);
  private readonly view = computed(() => (this.request.hasValue() ? this.request.value() : undefined));
  protected readonly decision = this.client.decision(computed(() => this.view()?.decision ?? undefined));
  /** Entries that came after the page was read. */
  protected readonly hasNews = signal(false);

  protected readonly own = computed(() => this.me.person.hasValue() && this.me.person.value().agency === this.view()?.requestingAgency);
  protected readonly isWriter = computed(() => this.own() && this.me.roles().includes('officer'));
  private readonly decided = computed(() => (this.decision.hasValue() ? this.decision.value() : undefined));
  protected readonly asked = computed(() => {
    const view = this.view();
    return !view ? [] : view.granted ? grantedLines(view.granted) : askedLines(view);
  });
  protected readonly rows = computed(() => {
    const view = this.view();
    if (view?.granted) return decidedLines(view.granted.map((line) => ({ ...line, granted: line, ground: null, why: '' })));
    const decision = this.decided();
    return decision ? decidedLines(decision.lines) : undefined;
  });
  protected readonly conditions = computed(() =>
    (this.rows() ?? []).flatMap(({ line, conditions }) => conditions.map((condition) => ({ line, words: conditionWords(condition, this.texts.language()) }))),
  );
  /** What stands at the foot of each sheet when this is printed. */
  protected readonly bound = computed(() => ({
    handling: this.view()?.handling ?? [],
    conditions: this.conditions().map(({ line, words }) => `${this.transloco.translate('requests.line.name', { line })}: ${words}`),
  }));
  /** Conditions that end at a day. */
  protected readonly ends = computed(() =>
    (this.rows() ?? []).flatMap(({ line, conditions }) =>
      conditions.filter(({ until }) => until).map((condition) => ({ line, words: conditionWords(condition, this.texts.language()) })),
    ),
  );
  /** `granted` alone does not tell whether all of it was. */
  protected readonly headline = computed(() => {
    const state = this.view()?.state ?? 'draft';
    return this.decided()?.outcome === 'grant_in_part' && state !== 'refused' && state !== 'returned' ? 'requests.saysPart.' + state : 'requests.says.' + state;
  });

  constructor() {
    effect(() => {
      this.view();
      this.hasNews.set(false);
    });
  }

  protected again(): void {
    this.request.reload();
  }
}
