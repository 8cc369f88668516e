import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Failed } from '../shared/failed';
import { Moment } from '../shared/moment';
import { SignIn } from '../shared/sign-in';
import { Waiting } from '../shared/waiting';
import { SignInsClient } from './sign-ins-client';

/** C7, its part about sign-ins: which of the own account are open, since when, and the end of all of them. @source experience.md 3.1 */
@Component({ selector: 'cm-sign-ins-page', imports: [Button, CodeId, Failed, Moment, TranslocoPipe, Waiting], templateUrl: './sign-ins-page.html' })
export class SignInsPage {
  private readonly client = inject(SignInsClient);
  private readonly signIn = inject(SignIn);
  protected readonly rows = this.client.list();
  protected readonly endAll = act((intent) => this.client.endAll(intent));

  protected async pressed(): Promise<void> {
    // Comity has ended this sign-in with the others; the provider's is ended on the way out.
    if (await this.endAll.run()) await this.signIn.leave(true);
  }
}
