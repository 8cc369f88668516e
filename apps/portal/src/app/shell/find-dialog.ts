import { afterNextRender, Component, computed, type ElementRef, inject, linkedSignal, output, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { AIMS, type FindQuery, type FoundView } from '@comity/contract';
import { IDENTIFIER_TYPES, type IdentifierType } from '@comity/casework';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { FindClient } from './find-client';
import { FindCommands } from './find-commands';
import { type Option, optionsOf } from './find-options';
import { guessType } from './guess-type';
import { type Entry } from './navigation';

const PLACES = { referral: '/referrals', request: '/requests', review: '/reviews' } as const;

/** C2: go anywhere and do anything of one's office; an exact number comes first. @source experience.md 3.1 */
@Component({
  selector: 'cm-find-dialog',
  imports: [Button, CodeId, Failed, Field, FieldInput, Icon, TranslocoPipe],
  templateUrl: './find-dialog.html',
})
export class FindDialog {
  readonly closed = output();
  private readonly client = inject(FindClient);
  private readonly commands = inject(FindCommands);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly aims = AIMS;
  protected readonly types = IDENTIFIER_TYPES;

  protected readonly typed = signal('');
  protected readonly options = computed(() => optionsOf(this.typed(), this.me.roles(), this.commands.all()));
  /** Place of the chosen option in the list. */
  protected readonly at = linkedSignal<unknown, number>({ source: this.typed, computation: () => 0 });
  /** The identifier that is looked for, once somebody chose to. */
  protected readonly raw = signal<string | undefined>(undefined);
  protected readonly type = linkedSignal<IdentifierType>(() => guessType(this.raw() ?? ''));
  protected readonly purpose = signal('');
  protected readonly found = linkedSignal<unknown, FoundView[] | undefined>({
    source: () => [this.typed(), this.raw(), this.type()],
    computation: () => undefined,
  });
  private query: FindQuery = {};

  protected readonly search = act(async () => {
    const found = await this.client.find(this.query, this.query.identifier ? this.purpose() : undefined);
    this.found.set(found);
    const [only] = found;
    if (only && found.length === 1) this.open(only);
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected pressed(event: KeyboardEvent): void {
    const last = this.options().length - 1;
    if (event.key === 'ArrowDown') this.to(Math.min(this.at() + 1, last));
    else if (event.key === 'ArrowUp') this.to(Math.max(this.at() - 1, 0));
    else if (event.key === 'Enter') this.choose(this.options()[this.at()]);
    else return;
    event.preventDefault();
  }

  protected choose(option: Option | undefined): void {
    if (option?.kind === 'identifier') return this.show(option.raw);
    if (option?.kind === 'entry') return this.go({ path: `/entries/${option.index}` });
    if (option?.kind === 'reference') return this.start({ reference: option.reference });
    if (option?.kind === 'number') return this.start({ caseNumber: option.number });
    if (!option) return;
    this.dialog().nativeElement.close();
    option.run?.();
    if (option.to) this.go(option.to);
  }

  /** Turns to the search for an identifier, or back; the focus goes to its first control. */
  protected show(raw: string | undefined): void {
    this.raw.set(raw);
    setTimeout(() => this.dialog().nativeElement.querySelector<HTMLElement>('select, input')?.focus());
  }

  protected lookFor(raw: string): void {
    if (this.purpose()) this.start({ identifier: { type: this.type(), raw } });
  }

  protected open(hit: FoundView): void {
    this.go({ path: `${PLACES[hit.kind]}/${hit.id}` });
  }

  private to(at: number): void {
    this.at.set(at);
    this.dialog().nativeElement.querySelector(`#find-${at}`)?.scrollIntoView({ block: 'nearest' });
  }

  private start(query: FindQuery): void {
    this.query = query;
    void this.search.run();
  }

  private go({ path, query }: Pick<Entry, 'path' | 'query'>): void {
    this.dialog().nativeElement.close();
    void this.router.navigate([path], { queryParams: query ?? {} });
  }
}
