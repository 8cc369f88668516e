import { type Rung } from '@comity/transparency-log';
import { type HeadFault } from '../shared/log/check-head';
import { type WitnessesFound } from '../shared/log/check-witnesses';

/** How a step ended. `done` says that there was nothing to judge, `none` that nothing of the kind exists, `off` that it could not be run. */
export type StepState = 'open' | 'running' | 'done' | 'holds' | 'fails' | 'none' | 'off';
export const STEP_NAMES = ['head', 'signature', 'witnesses', 'entry', 'way', 'growth'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** A head of the log, hashes in hexadecimal, `at` by the clock of this device. */
export interface HeadFacts {
  origin: string;
  size: number;
  root: string;
  at: string;
  keyId: string;
  vkey: string;
  /** The signed note as it came. */
  note: string;
  /** Since when this browser knows the key; undefined on its first visit. */
  since?: string;
  fault?: HeadFault | 'other-key';
  witnesses: WitnessesFound;
}

/** The entry as it came, or only its hash where the reader may not open it. */
export interface EntryFacts {
  leaf: string;
  body?: Uint8Array;
  /** Member that breaks the one form of entries. */
  fault?: string;
}

export interface WayFacts {
  rungs: readonly Rung[];
  computed: string;
}

/** A head that was kept, and whether the new one grew out of it. `smaller`: the log is shorter now than it was then. */
export interface GrowthFacts {
  size: number;
  at: string;
  hashes: number;
  verdict: 'holds' | 'fails' | 'smaller';
}

/** Everything that one check of one entry found, step by step. */
export interface Findings {
  states: Record<StepName, StepState>;
  head?: HeadFacts;
  entry?: EntryFacts;
  way?: WayFacts;
  growth?: readonly GrowthFacts[];
}

export const NOTHING_FOUND: Findings = {
  states: { head: 'open', signature: 'open', witnesses: 'open', entry: 'open', way: 'open', growth: 'open' },
};

/** Number of the first step that fails, from 1; 0 where none does. */
export const failingStep = ({ states }: Findings): number => STEP_NAMES.findIndex((name) => states[name] === 'fails') + 1;
