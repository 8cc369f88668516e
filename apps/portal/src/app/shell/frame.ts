import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, effect, type ElementRef, inject, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { filter } from 'rxjs';
import { CaseBarPlace } from '../shared/case-bar';
import { Failed } from '../shared/failed';
import { Me } from '../shared/me';
import { isDemonstration } from '../shared/page-settings';
import { refusalOf } from '../shared/refusal';
import { SignIn } from '../shared/sign-in';
import { DemonstrationStrip } from './demonstration-strip';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';

/** The frame of every page: strip, top bar, side, case bar, main. */
@Component({
  selector: 'cm-frame',
  imports: [DemonstrationStrip, Failed, NgTemplateOutlet, RouterOutlet, SideNav, TopBar, TranslocoPipe],
  templateUrl: './frame.html',
})
export class Frame {
  protected readonly signIn = inject(SignIn);
  protected readonly me = inject(Me);
  protected readonly caseBar = inject(CaseBarPlace);
  protected readonly demonstration = isDemonstration();
  protected readonly meProblem = computed(() => {
    const error = this.me.person.error();
    return error ? refusalOf(error).problem : undefined;
  });
  private readonly router = inject(Router);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly arrived = toSignal(this.router.events.pipe(filter((event) => event instanceof NavigationEnd)));
  private isFirst = true;

  constructor() {
    effect(() => {
      if (this.arrived()) this.toHeading();
    });
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.focusHeading();
  }

  protected again(): void {
    void this.signIn.enter(undefined, location.pathname + location.search);
  }

  /** After a navigation the focus stands on the new heading, once it is drawn; the first page keeps the browser's own start. */
  private toHeading(): void {
    if (!this.isFirst) setTimeout(() => this.focusHeading());
    this.isFirst = false;
  }

  private focusHeading(): void {
    const main = this.main().nativeElement;
    const heading = main.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    (heading ?? main).focus();
  }
}
