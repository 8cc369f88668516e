import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Me } from '../shared/me';
import { entriesOf } from './navigation';

@Component({
  selector: 'cm-side-nav',
  imports: [RouterLink, RouterLinkActive, TranslocoPipe],
  template: `
    <nav class="cm-side" [attr.aria-label]="'shell.nav.label' | transloco">
      <ul>
        @for (entry of entries(); track entry.path) {
          <li>
            <a [routerLink]="entry.path" routerLinkActive ariaCurrentWhenActive="page">{{ entry.text | transloco }}</a>
          </li>
        }
      </ul>
    </nav>
  `,
})
export class SideNav {
  private readonly me = inject(Me);
  protected readonly entries = computed(() => entriesOf(this.me.roles()));
}
