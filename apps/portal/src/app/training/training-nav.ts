import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Me } from '../shared/me';

const PARTS = [
  { path: '/training', text: 'training.part.certificates' },
  { path: '/training/lessons', text: 'training.part.lessons' },
  { path: '/training/practice', text: 'training.part.practice' },
  { path: '/training/exam', text: 'training.part.exam' },
] as const;
const EXAMINERS = [
  { path: '/training/questions', text: 'training.part.questions' },
  { path: '/training/certificates', text: 'training.part.others' },
] as const;

/** The parts of training; those of examiners for them alone. */
@Component({
  selector: 'cm-training-nav',
  imports: [RouterLink, RouterLinkActive, TranslocoPipe],
  template: `<nav class="cm-parts" [attr.aria-label]="'training.nav' | transloco">
    <ul>
      @for (part of parts(); track part.path) {
        <li>
          <a [routerLink]="part.path" routerLinkActive [routerLinkActiveOptions]="{ exact: part.path === '/training' }" ariaCurrentWhenActive="page">{{
            part.text | transloco
          }}</a>
        </li>
      }
    </ul>
  </nav>`,
})
export class TrainingNav {
  private readonly me = inject(Me);
  protected readonly parts = computed(() => (this.me.person.hasValue() && this.me.person.value().examiner ? [...PARTS, ...EXAMINERS] : PARTS));
}
