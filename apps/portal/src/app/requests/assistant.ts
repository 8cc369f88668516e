import { computed, effect, inject, resource, Service, signal, untracked } from '@angular/core';
import { type Result } from '@comity/proportionality';
import { pointerOf } from './check-path';
import { DraftEditor } from './draft-editor';
import { type Judged } from './judge';
import { lowerLines } from './lower-rung';
import { type Pointer } from './pointers';
import { RequestsClient } from './requests-client';
import { standIn } from './stand-in';

/** Milliseconds after the last change until a draft is judged again: not at every key, and never while one is pressed. */
const STILL_MS = 300;

/** Checks that ask for a second officer whatever is answered: nothing in the draft cures them. */
const SECOND_OFFICER: readonly string[] = ['FLR-01', 'PRP-04'];

/** A point with the places of the draft that it is about. */
export interface Point extends Result {
  pointers: readonly Pointer[];
  /** Whether an answer of the officer can cure it. */
  isCurable: boolean;
}

/**
 * The narrowing assistant of one draft: the engine of the server in this browser, under the profile versions that a screening would go by. It shows and
 * asks; nothing narrows itself. Provided by the page.
 * @source proportionality.md 16
 */
@Service({ autoProvided: false })
export class Assistant {
  private readonly editor = inject(DraftEditor);
  private readonly client = inject(RequestsClient);
  private readonly form = computed(() => this.editor.view()?.form, { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  /** The engine, and the three versions that it judges by; nothing is judged where one of them is missing. */
  private readonly means = resource({
    params: () => (this.form()?.profiles.length === 3 ? this.form()?.profiles : undefined),
    loader: async ({ params }) => {
      const [{ judge }, ...profiles] = await Promise.all([import('./judge'), ...params.map((id) => this.client.profile(id))]);
      return { judge, profiles };
    },
  });
  private readonly found = signal<Judged | undefined>(undefined);
  readonly judged = this.found.asReadonly();
  readonly isFailed = computed(() => this.means.error() !== undefined);
  readonly isReady = computed(() => this.means.hasValue());

  readonly points = computed<readonly Point[]>(() =>
    (this.found()?.points ?? []).map((point) => ({
      ...point,
      pointers: [...new Set(point.because.flatMap(({ path }) => pointerOf(path) ?? []))],
      isCurable: !SECOND_OFFICER.includes(point.id),
    })),
  );

  constructor() {
    effect((onCleanup) => {
      this.editor.clean();
      if (!this.means.hasValue()) return;
      const timer = setTimeout(() => untracked(() => this.look()), STILL_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** What is to be cured at a place: each point stands at the first place that it is about. */
  at(pointer: Pointer): readonly Point[] {
    return this.points().filter(({ pointers, isCurable }) => isCurable && pointers[0] === pointer);
  }

  private look(): void {
    const view = this.editor.view();
    const platform = this.form()?.platform;
    if (!view || !platform || !this.means.hasValue()) return;
    const { judge, profiles } = this.means.value();
    const whole = standIn(this.editor.clean(), this.editor.missing());
    this.found.set(whole && judge(whole, lowerLines(whole.submission.lines), { view, platform, profiles: profiles.map(({ body }) => body) }));
  }
}
