import { Component, computed, effect, inject, input, output, resource, signal, untracked } from '@angular/core';
import { type Limb, type Route } from '@comity/proportionality';
import { ASSESSMENT_ROUTES } from '@comity/proportionality/lists';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { nextId } from '../shared/next-id';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { AREAS, type Dice, FIXTURE_KEYS, invent, marksOf, valueAt } from './practice';

/** One request in nine has nothing that stands out. */
const CLEAN_ONE_IN = 9;
const dice: Dice = (below) => crypto.getRandomValues(new Uint32Array(1))[0]! % below;
const FIXED = [
  ['offence', 'offence.category', (value: string) => 'words.offence.' + value],
  ['aim', 'aim.kind', (value: string) => 'words.aim.' + value],
  ['category', 'data.categories', (value: string) => 'words.category.' + value],
  ['role', 'subjects.role', (value: string) => 'words.subjectRole.' + value],
  ['track', 'request.track', (value: string) => 'words.track.' + value],
  ['authority', 'authorisation.level', (value: string) => 'training.authority.' + value],
] as const;

/** An invented request beside the worksheet: the person says which limb fails and which route follows, the engine marks it. It reaches no server. */
@Component({ selector: 'cm-practice-case', imports: [Button, TranslocoPipe, Waiting], templateUrl: './practice-case.html' })
export class PracticeCase {
  /** Check whose fixture is shown; without one any of them is. */
  readonly fixture = input<string>();
  /** Changes when another request is wanted. */
  readonly turn = input(0);
  readonly marked = output<boolean>();
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(Texts);
  protected readonly name = nextId('practice');
  protected readonly limbs = [...AREAS, 'none'] as const;
  protected readonly routes = ASSESSMENT_ROUTES;
  protected readonly areas = AREAS;
  protected readonly limb = signal<Limb | 'none' | undefined>(undefined);
  protected readonly route = signal<Route | undefined>(undefined);
  protected readonly isMarked = signal(false);
  protected readonly one = resource({
    params: () => ({ fixture: this.fixture(), turn: this.turn() }),
    loader: ({ params }) => invent(params.fixture ?? (dice(CLEAN_ONE_IN) === 0 ? undefined : FIXTURE_KEYS[dice(FIXTURE_KEYS.length)]), dice),
  });
  protected readonly fixed = computed(() => {
    if (!this.one.hasValue()) return [];
    const { input } = this.one.value();
    return FIXED.map(([name, path, words]) => ({ name, keys: [valueAt(input, path)].flat().map((value) => words(String(value))) }));
  });
  protected readonly marks = computed(() => {
    const [limb, route] = [this.limb(), this.route()];
    return this.one.hasValue() && limb && route ? marksOf(this.one.value(), limb, route) : undefined;
  });
  protected readonly verdict = computed(() => {
    const marks = this.marks();
    return 'training.practice.' + (marks?.limb && marks.route ? 'right' : marks?.limb ? 'routeWrong' : 'limbWrong');
  });
  protected readonly closed = computed(() => {
    this.texts.language();
    return this.marks() ? '' : this.transloco.translate('training.practice.first');
  });

  constructor() {
    effect(() => {
      this.turn();
      this.fixture();
      untracked(() => {
        this.limb.set(undefined);
        this.route.set(undefined);
        this.isMarked.set(false);
      });
    });
  }

  protected mark(): void {
    const marks = this.marks();
    if (!marks) return;
    this.isMarked.set(true);
    this.marked.emit(marks.limb && marks.route);
  }
}
