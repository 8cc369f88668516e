import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { hex, textOf } from '@comity/transparency-log';
import { HashGroups } from '../shared/hash-groups';
import { Moment } from '../shared/moment';
import { type Findings, type StepState } from './steps';
import { StepMark } from './step-mark';
import { WitnessList } from './witness-list';

/** The six steps of one check, each with its numbers, its hashes and how it ended. */
@Component({ selector: 'cm-check-steps', imports: [HashGroups, Moment, StepMark, TranslocoPipe, WitnessList], templateUrl: './check-steps.html' })
export class CheckSteps {
  readonly findings = input.required<Findings>();
  /** Whether a failing step says what to do; in a copy that was changed on purpose there is nothing to do. */
  readonly advice = input(true);
  protected readonly hex = hex;
  protected readonly textOf = textOf;
  protected readonly off = (state: StepState): boolean => state === 'off' || state === 'open';
}
