import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

/** A person of the log: a commitment that stays the same within a quarter, short, and a link to everything that it did. */
@Component({
  selector: 'cm-pseudonym',
  imports: [RouterLink, TranslocoPipe],
  template: `@if (actor(); as actor) {
    <a routerLink="/entries" [queryParams]="{ actor }" [attr.aria-label]="'oversight.log.byActor' | transloco: { actor: actor.slice(0, 8) }"
      ><bdi class="cm-code" dir="ltr">{{ actor.slice(0, 8) }}…</bdi></a
    >
  }`,
})
export class Pseudonym {
  readonly actor = input.required<string | null>();
}
