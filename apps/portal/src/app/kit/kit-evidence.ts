import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { Moment } from '../shared/moment';
import { OFFICES } from '../shared/office';
import { Person } from '../shared/person';

/** Identifiers, times, people, words of people. */
@Component({ selector: 'cm-kit-evidence', imports: [CodeId, Icon, Moment, Person, TranslocoPipe], templateUrl: './kit-evidence.html' })
export class KitEvidence {
  protected readonly offices = OFFICES;
  protected readonly identifiers = ['user0142@example.com', '192.0.2.44', '2001:db8::7'];
  protected readonly hash = 'Qv3y0cW5oU1mJ8k2b7nR4tX9zL6aP0sD1fG2hJ3kL4M=';
}
