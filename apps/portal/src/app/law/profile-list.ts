import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Moment } from '../shared/moment';
import { Waiting } from '../shared/waiting';
import { LawClient } from './law-client';

/** Every version of every profile: an assessment names the versions that it went by, and a new one never changes an old result. */
@Component({ selector: 'cm-profile-list', imports: [Button, CodeId, Moment, RouterLink, TranslocoPipe, Waiting], templateUrl: './profile-list.html' })
export class ProfileList {
  protected readonly cursor = signal<string | undefined>(undefined);
  protected readonly profiles = inject(LawClient).list(this.cursor);
}
