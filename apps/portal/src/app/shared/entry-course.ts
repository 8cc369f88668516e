import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from './code-id';
import { Icon } from './icon';
import { type LoggedWrite } from './last-write';
import { type Standing } from './log-proof';
import { ProofMark } from './proof-mark';

/** How far the entry of an act has come: written with the act, held by the signed head, signed by witnesses; each step says so in words. */
@Component({ selector: 'cm-entry-course', imports: [CodeId, Icon, ProofMark, RouterLink, TranslocoPipe], templateUrl: './entry-course.html' })
export class EntryCourse {
  readonly written = input.required<LoggedWrite>();
  readonly standing = input.required<Standing>();
  /** Whether the person may open entries; everybody may check them. */
  readonly reads = input(false);
}
