import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Clock } from '../shared/clock';
import { Folded } from '../shared/folded';
import { Icon } from '../shared/icon';
import { Masked } from '../shared/masked';
import { ProofMark, PROOFS } from '../shared/proof-mark';
import { StateWord } from '../shared/state-word';
import { sampleClock } from './sample-clock';

/** Words of state, the four marks, clocks. */
@Component({ selector: 'cm-kit-words', imports: [Clock, Folded, Icon, Masked, ProofMark, StateWord, TranslocoPipe], templateUrl: './kit-words.html' })
export class KitWords {
  protected readonly results = ['granted', 'narrowed', 'conditional', 'refused', 'open'] as const;
  protected readonly states = ['draft', 'in_review', 'returned'] as const;
  protected readonly proofs = PROOFS;
  protected readonly clocks = [
    { key: 'kit.clock.running', clock: sampleClock(150, 10) },
    { key: 'kit.clock.soon', clock: sampleClock(3.34, 60) },
    { key: 'kit.clock.urgent', clock: sampleClock(1.09, 90) },
    { key: 'kit.clock.paused', clock: sampleClock(150, 20, { state: 'paused' }) },
    { key: 'kit.clock.met', clock: sampleClock(12, 70, { state: 'met' }) },
    { key: 'kit.clock.missed', clock: sampleClock(-4, 100) },
    { key: 'kit.clock.unconfirmed', clock: sampleClock(150, 10, { status: 'unconfirmed' }) },
  ] as const;
}
