import { afterNextRender, Component, computed, type ElementRef, inject, linkedSignal, output, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { AIMS, type FindQuery, type FoundView } from '@comity/contract';
import { IDENTIFIER_TYPES, type IdentifierType } from '@comity/casework';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { SignIn } from '../shared/sign-in';
import { FindClient } from './find-client';
import { type Option, optionsOf } from './find-options';
import { guessType } from './guess-type';
import { entriesOf } from './navigation';

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
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly me = inject(Me);
  private readonly signIn = inject(SignIn);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly aims = AIMS;
  protected readonly types = IDENTIFIER_TYPES;

  protected readonly typed = signal('');
  protected readonly options = computed(() => optionsOf(this.typed(), this.me.roles(), this.commands()));
  /** Place of the chosen option in the list. */
  protected readonly at = linkedSignal<unknown, number>({ source: this.typed, computation: () => 0 });
  /** The identifier that is looked for, once somebody chose to. */
  protected readonly raw = signal<string | undefined>(undefined);
  protected readonly type = linkedSignal<IdentifierType>(() => guessType(this.raw() ?? ''));
  protected readonly purpose = signal('');
  protected readonly found = linkedSignal<unknown, FoundView[] | undefined>({ source: this.typed, computation: () => undefined });
  private query: FindQuery = {};

  protected readonly search = act(async () => {
    const found = await this.client.find(this.query, this.query.identifier ? this.purpose() : undefined);
    this.found.set(found);
    const [only] = found;
    if (only && found.length === 1) this.go(`${PLACES[only.kind]}/${only.id}`);
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected pressed(event: KeyboardEvent): void {
    const last = this.options().length - 1;
    if (event.key === 'ArrowDown') this.at.update((at) => Math.min(at + 1, last));
    else if (event.key === 'ArrowUp') this.at.update((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter') this.choose(this.options()[this.at()]);
    else return;
    event.preventDefault();
  }

  protected choose(option: Option | undefined): void {
    if (option?.kind === 'identifier') return this.raw.set(option.raw);
    if (option?.kind === 'entry') return this.go(`/entries/${option.index}`);
    if (option?.kind === 'reference') return this.start({ reference: option.reference });
    option?.run?.();
    if (option?.path) this.go(option.path);
  }

  protected lookFor(raw: string): void {
    if (this.purpose()) this.start({ identifier: { type: this.type(), raw } });
  }

  protected open(hit: FoundView): void {
    this.go(`${PLACES[hit.kind]}/${hit.id}`);
  }

  private start(query: FindQuery): void {
    this.query = query;
    void this.search.run();
  }

  private go(path: string): void {
    this.dialog().nativeElement.close();
    void this.router.navigateByUrl(path);
  }

  private commands(): Extract<Option, { kind: 'command' }>[] {
    const words = (key: string): string => this.transloco.translate(key);
    return [
      ...entriesOf(this.me.roles()).map((entry) => ({ kind: 'command' as const, words: words(entry.text), path: entry.path })),
      { kind: 'command', words: words('frame.terms'), path: '/terms' },
      { kind: 'command', words: words('frame.signOut'), run: () => void this.signIn.leave() },
    ];
  }
}
