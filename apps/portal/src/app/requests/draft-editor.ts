import { computed, inject, Service, signal } from '@angular/core';
import { missingAnswers, RequestDraft, type RequestView } from '@comity/contract';
import { type ProblemFacts, refusalOf } from '../shared/refusal';
import { cleaned } from './cleaned';
import { type Clash, clashesOf, merged } from './clashes';
import { type Pointer, valueAt, withValue } from './pointers';
import { RequestsClient } from './requests-client';
import { draftOf } from './written-back';

/** Milliseconds after the last key until a draft is saved. @source experience.md 1.8 */
const SAVE_AFTER_MS = 1000;
/** What the form goes by where no corridor is in force: the strictest reading. */
const STRICTEST = { dualCriminality: true, retentionMaxDays: 1, languages: [], channels: [], bases: [] };

export type SaveState =
  { is: 'saved'; at: string | undefined } | { is: 'waiting' } | { is: 'saving' } | { is: 'failed'; problem: ProblemFacts } | { is: 'clash' };

/** The draft that one page writes: what is typed, when it was saved, and what somebody else wrote meanwhile. Provided by the page. */
@Service({ autoProvided: false })
export class DraftEditor {
  private readonly client = inject(RequestsClient);
  private readonly typed = signal<RequestDraft>({});
  private readonly seen = signal<RequestView | undefined>(undefined);
  private readonly state = signal<SaveState>({ is: 'saved', at: undefined });
  private readonly met = signal<readonly Clash[]>([]);
  private base: RequestDraft = {};
  private isKept = true;
  private going: Promise<boolean> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** What was typed, also what does not fit yet. */
  readonly draft = this.typed.asReadonly();
  readonly view = this.seen.asReadonly();
  readonly saveState = this.state.asReadonly();
  /** Fields that two people changed; one decision each. */
  readonly clashes = this.met.asReadonly();
  readonly law = computed(() => this.seen()?.form ?? STRICTEST);
  readonly clean = computed(() => cleaned(this.typed()));
  /** Required answers that are not there, in the order of the form, without the leading `#`. */
  readonly missing = computed(() => missingAnswers(this.clean(), this.law()).map((pointer) => pointer.slice(1)));
  /** Code of what does not fit, by place. */
  readonly wrong = computed(() => {
    const issues = RequestDraft.safeParse(this.clean()).error?.issues ?? [];
    return new Map(issues.map((issue) => [`/${issue.path.join('/')}`, issue.code === 'custom' ? String(issue.params?.['code'] ?? 'custom') : issue.code]));
  });

  /** Both sides of the corridor. */
  readonly sides = computed(() => {
    const view = this.seen();
    return view ? [view.holding, view.requesting] : [];
  });
  /** True once the person asked what is missing; then each open question says so. */
  readonly isChecked = signal(false);
  /** The line whose card is open, by its place. */
  readonly openLine = signal<number | undefined>(undefined);

  /** Begins with what the server has. */
  open(view: RequestView): void {
    this.seen.set(view);
    this.base = draftOf(view.content);
    this.typed.set(this.base);
    this.state.set({ is: 'saved', at: undefined });
  }

  /** Begins with something that is sent as a whole by an act of its own: nothing of it is saved. */
  openApart(view: RequestView): void {
    this.isKept = false;
    this.open(view);
  }

  valueAt(pointer: Pointer): unknown {
    return valueAt(this.typed(), pointer);
  }

  /** Writes one answer and saves it a second later. @param value undefined takes the answer back */
  set(pointer: Pointer, value: unknown): void {
    this.write(withValue(this.typed(), pointer, value));
  }

  write(draft: RequestDraft): void {
    this.typed.set(draft);
    if (!this.isKept) return;
    this.state.set({ is: 'waiting' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  /** Saves now; a save that runs already is waited for. Answers true when the server has what is on the page. */
  save(): Promise<boolean> {
    clearTimeout(this.timer);
    return (this.going ??= this.saveUntilStill().finally(() => (this.going = undefined)));
  }

  private async saveUntilStill(): Promise<boolean> {
    const view = this.seen();
    if (!view) return false;
    const draft = this.clean();
    const before = this.typed();
    this.state.set({ is: 'saving' });
    try {
      const written = await this.client.save({ id: view.id, version: view.version }, draft);
      this.seen.set({ ...view, version: written.version });
      this.base = draft;
      this.state.set({ is: 'saved', at: new Date().toISOString() });
    } catch (error) {
      const { problem } = refusalOf(error);
      if (problem.code === 'version') await this.overtaken(view.id);
      else this.state.set({ is: 'failed', problem });
      return false;
    }
    if (this.typed() === before) return true;
    return this.saveUntilStill();
  }

  /** One decision on a field that both changed; with the last one the draft is saved over the version that was read. */
  settle(clash: Clash, keep: 'mine' | 'theirs'): void {
    if (keep === 'theirs') this.typed.set(withValue(this.typed(), clash.pointer, clash.theirs));
    this.met.update((clashes) => clashes.filter((one) => one !== clash));
    if (this.met().length === 0) void this.save();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async overtaken(id: string): Promise<void> {
    try {
      const view = await this.client.now(id);
      const theirs = draftOf(view.content);
      const clashes = clashesOf(this.base, this.clean(), theirs);
      this.typed.set(merged(this.base, this.typed(), theirs));
      this.base = theirs;
      this.seen.set(view);
      this.met.set(clashes);
      this.state.set({ is: 'clash' });
      if (clashes.length === 0) {
        this.state.set({ is: 'waiting' });
        await this.saveUntilStill();
      }
    } catch (error) {
      this.state.set({ is: 'failed', problem: refusalOf(error).problem });
    }
  }
}
