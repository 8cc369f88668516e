import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { IDENTIFIER_TYPES, type IdentifierType } from '@comity/casework';
import { type ReferralView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Failed } from '../shared/failed';
import { ReferralsClient } from './referrals-client';
import { type WrittenParts } from './written';
import { fateOf, type IdentifierPart, type Pasted, partsToSend, rejectsCsv, type Standing } from './identifier-draft';
import { IdentifierStands } from './identifier-stands';

/** Lines that one call reads, and lines that one referral takes. */
const BATCH = 500;
const MOST_LINES = 5000;
const MOST_IDENTIFIERS = 2000;

/** Part 3 of a referral: many identifiers pasted at once, each line answered in place. Nothing is corrected in silence. @source experience.md 1.16 */
@Component({
  selector: 'cm-identifiers-part',
  imports: [Button, CodeId, Failed, IdentifierStands, TranslocoPipe],
  templateUrl: './identifiers-part.html',
})
export class IdentifiersPart {
  readonly view = input<ReferralView>();
  readonly people = input.required<readonly WrittenParts['people'][number][]>();
  private readonly client = inject(ReferralsClient);
  protected readonly types = IDENTIFIER_TYPES;

  protected readonly standing = linkedSignal(() => standingOf(this.view()));
  protected readonly pasted = linkedSignal<ReferralView | undefined, readonly Pasted[]>({ source: this.view, computation: () => [] });
  protected readonly text = signal('');
  protected readonly service = signal('');
  protected readonly country = signal('');
  protected readonly done = signal(0);
  private readonly isTouched = linkedSignal({ source: this.view, computation: () => false });
  protected readonly count = computed(
    () =>
      this.text()
        .split('\n')
        .filter((line) => line.trim()).length,
  );

  protected readonly lines = computed(() => this.pasted().map((pasted, at, all) => ({ pasted, fate: fateOf(pasted, this.standing(), all.slice(0, at)) })));
  protected readonly taken = computed(() => this.lines().flatMap(({ pasted, fate }) => (fate === 'taken' ? [pasted] : [])));
  protected readonly isTooMany = computed(() => this.standing().length + this.taken().length > MOST_IDENTIFIERS);
  /** The whole list as it is sent; undefined where nothing was changed, so that what stands is left alone. */
  readonly parts = computed<IdentifierPart[] | undefined>(() =>
    this.isTouched() || this.taken().length > 0 ? partsToSend(this.standing(), this.taken()) : undefined,
  );

  protected readonly checking = act(async () => {
    const lines = this.text().split(/\r?\n/).slice(0, MOST_LINES);
    const read: Pasted[] = [];
    this.done.set(0);
    for (let first = 0; first < lines.length; first += BATCH) {
      read.push(...(await this.read(lines.slice(first, first + BATCH), first + 1)));
      this.done.set(Math.min(first + BATCH, lines.length));
    }
    this.pasted.set(read);
  });

  private async read(lines: string[], first: number, type?: IdentifierType): Promise<Pasted[]> {
    const beside = {
      ...(this.service() ? { service: this.service().trim() } : {}),
      ...(this.country() ? { country: this.country().trim().toUpperCase() } : {}),
    };
    const { items } = await this.client.check({ lines, first, ...beside, ...(type ? { type } : {}) });
    return items.map((one) => ({ key: `i-${crypto.randomUUID().slice(0, 8)}`, read: one, subject: '' }));
  }

  /** Reads one line once more as the type that the person said. */
  protected async readAs(line: Pasted, type: string): Promise<void> {
    const [again] = await this.read([`${type};${[line.read.raw, line.read.service, line.read.time].filter(Boolean).join(';')}`], line.read.line);
    if (again) this.pasted.update((all) => all.map((one) => (one.key === line.key ? { ...again, key: one.key, subject: one.subject } : one)));
  }

  protected setSubject(line: Pasted, subject: string): void {
    this.pasted.update((all) => all.map((one) => (one.key === line.key ? { ...one, subject } : one)));
  }

  protected change(standing: readonly Standing[]): void {
    this.isTouched.set(true);
    this.standing.set([...standing]);
  }

  /** Hands the lines that were not taken over as a file, with their numbers. */
  protected saveRejects(): void {
    const address = URL.createObjectURL(new Blob([rejectsCsv(this.lines())], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'lines-not-taken.csv';
    link.click();
    URL.revokeObjectURL(address);
  }
}

const standingOf = (view: ReferralView | undefined): Standing[] =>
  (view?.identifiers ?? []).map((one) => ({ view: one, subject: one.subject ?? '', verified: one.normal === null && !view?.unchecked.includes(one.key) }));
