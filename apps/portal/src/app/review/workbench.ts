import { computed, DestroyRef, inject, linkedSignal, resource, Service, signal, untracked } from '@angular/core';
import { type ReviewDraft, type ReviewView, type StandingView, type Written } from '@comity/contract';
import { type ProblemFacts, Refusal, refusalOf } from '../shared/refusal';
import { ReviewClient, type Seen } from './review-client';
import { withoutBlanks } from './without-blanks';

/** `waiting`: typed and not sent yet. */
export type SaveState = 'still' | 'waiting' | 'saving' | 'saved' | 'failed';
const SAVE_AFTER_MS = 1000;
const EMPTY: ReviewDraft = { decision: { lines: [] } };

/**
 * One review in the hands of the person who was drawn: what the server knows of it, the private draft with its save state, and how the decision of the
 * draft stands. Calls go one after another, because each of them changes the version that the next one names.
 * @source experience.md 1.2, 1.8
 */
@Service({ autoProvided: false })
export class Workbench {
  private readonly client = inject(ReviewClient);
  readonly id = signal<string | undefined>(undefined);
  readonly review = this.client.one(this.id);
  readonly view = computed(() => (this.review.hasValue() ? this.review.value() : undefined));

  readonly saveState = signal<SaveState>('still');
  readonly savedAt = signal<string | undefined>(undefined);
  readonly problem = signal<ProblemFacts | undefined>(undefined);
  /** What is on the page and not sent yet; it survives a newer answer of the server. */
  private readonly typed = signal<ReviewDraft | undefined>(undefined);
  /** Newest version that an answer named. A read that was on its way meanwhile is older and changes nothing here. */
  private readonly version = linkedSignal<ReviewView | undefined, number>({
    source: this.view,
    computation: (view, before) => Math.max(view?.version ?? 0, before?.value ?? 0),
  });
  private readonly saved = linkedSignal<ReviewView | undefined, ReviewDraft>({
    source: this.view,
    computation: (view, before) => (before && this.isOld(view) ? before.value : (view?.draft ?? EMPTY)),
  });
  readonly standing = linkedSignal<ReviewView | undefined, StandingView | undefined>({
    source: this.view,
    computation: (view, before) => (before && this.isOld(view) ? before.value : view?.standing),
  });
  readonly draft = computed(() => this.typed() ?? this.saved());
  readonly lines = computed(() => this.view()?.content.lines ?? []);
  /** Of a lead: what was sealed before them, as they read it. Their seal names it. */
  readonly proposals = resource({
    params: () => this.proposalIds(),
    loader: ({ params }) => Promise.all(params.map((id) => this.client.decision(id))),
  });
  /** Whether the claim is held, as the server said last. */
  readonly isHeld = computed(() => this.standing()?.broken.includes('claim') === false);

  private readonly proposalIds = computed(() => this.view()?.proposals?.map(({ decision }) => decision), { equal: (a, b) => a?.join() === b?.join() });

  private timer: ReturnType<typeof setTimeout> | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      if (untracked(this.typed)) void this.flush();
    });
  }

  /** Changes the draft; it is sent a second after the last change. */
  change(how: (draft: ReviewDraft) => ReviewDraft): void {
    this.typed.set(how(this.draft()));
    this.saveState.set('waiting');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  changeDecision(part: Partial<ReviewDraft['decision']>): void {
    this.change((draft) => ({ ...draft, decision: { ...draft.decision, ...part } }));
  }

  /** Sends what was typed, now. Answers true when nothing is left unsent. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    return this.inTurn(async () => {
      const typed = this.typed();
      const id = this.id();
      if (!typed || !id) return true;
      this.saveState.set('saving');
      try {
        const draft = withoutBlanks(typed);
        const { version, standing } = await this.client.save({ id, version: this.version() }, draft);
        this.version.set(version);
        this.standing.set(standing);
        this.saved.set(draft);
        if (this.typed() === typed) this.typed.set(undefined);
        this.savedAt.set(new Date().toISOString());
        this.saveState.set(this.typed() ? 'waiting' : 'saved');
        this.problem.set(undefined);
        return true;
      } catch (error) {
        const { problem } = refusalOf(error);
        this.problem.set(problem);
        this.saveState.set('failed');
        // The claim ran out or was given back elsewhere: the page has to say so.
        if (problem.code === 'step') this.review.reload();
        return false;
      }
    });
  }

  /** Does one thing to the review after everything typed was sent, and reads it again. @throws {Refusal} */
  async act(work: (seen: Required<Seen>) => Promise<Written>, intent = ''): Promise<Written> {
    await this.flush();
    return this.inTurn(async () => {
      const written = await work({ id: this.id()!, version: this.version(), intent });
      this.version.set(written.version);
      this.review.reload();
      return written;
    });
  }

  /** Seals. Afterwards the request is out of sight, so what is on the page stays as it was read. @throws {Refusal} */
  async seal(work: (seen: Seen) => Promise<Written>): Promise<Written> {
    if (!(await this.flush())) throw new Refusal(this.problem()!);
    return this.inTurn(() => work({ id: this.id()!, version: this.version() }));
  }

  private isOld(view: ReviewView | undefined): boolean {
    return view !== undefined && view.version < untracked(this.version);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.queue.then(work, work);
    this.queue = mine.catch(() => undefined);
    return mine;
  }
}
