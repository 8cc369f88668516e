import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, effect, type ElementRef, inject, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { filter } from 'rxjs';
import { CaseBarPlace } from '../shared/case-bar';
import { EndedBanner } from '../shared/ended-banner';
import { Failed } from '../shared/failed';
import { LineBanner } from '../shared/line-banner';
import { Me } from '../shared/me';
import { Online } from '../shared/online';
import { isDemonstration } from '../shared/page-settings';
import { refusalOf } from '../shared/refusal';
import { SignIn } from '../shared/sign-in';
import { toTerms } from '../shared/to-terms';
import { DemonstrationStrip } from './demonstration-strip';
import { FindDialog } from './find-dialog';
import { focusHeading } from './heading-focus';
import { KeysDialog } from './keys-dialog';
import { SessionWatch } from './session-watch';
import { ShellKeys } from './shell-keys';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';

/** The frame of every page: strip, top bar, side, case bar, main. What only a signed-in person needs is loaded for them, after the first page. */
@Component({
  selector: 'cm-frame',
  imports: [
    DemonstrationStrip,
    EndedBanner,
    Failed,
    FindDialog,
    KeysDialog,
    LineBanner,
    NgTemplateOutlet,
    RouterOutlet,
    SessionWatch,
    SideNav,
    TopBar,
    TranslocoPipe,
  ],
  templateUrl: './frame.html',
})
export class Frame {
  protected readonly signIn = inject(SignIn);
  protected readonly me = inject(Me);
  protected readonly online = inject(Online);
  protected readonly keys = inject(ShellKeys);
  protected readonly caseBar = inject(CaseBarPlace);
  protected readonly demonstration = isDemonstration();
  protected readonly isKnown = computed(() => this.signIn.isIn() || this.signIn.state() === 'ended');
  protected readonly meProblem = computed(() => {
    const error = this.me.person.error();
    return error ? refusalOf(error).problem : undefined;
  });
  private readonly router = inject(Router);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly arrived = toSignal(this.router.events.pipe(filter((event) => event instanceof NavigationEnd)));
  private isFirst = true;

  constructor() {
    // After a navigation the focus stands on the new heading; the first page keeps the browser's own start.
    effect(() => {
      if (!this.arrived()) return;
      if (!this.isFirst) setTimeout(() => focusHeading(this.main().nativeElement));
      this.isFirst = false;
    });
    effect(() => {
      if (this.arrived() && this.me.person.hasValue() && !this.me.person.value().termsAccepted) void toTerms(this.router);
    });
  }

  protected skip(event: Event): void {
    event.preventDefault();
    focusHeading(this.main().nativeElement);
  }

  protected again(): void {
    void this.signIn.enter(undefined, location.pathname + location.search);
  }
}
