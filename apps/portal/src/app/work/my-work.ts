import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CertificateWay } from '../shared/certificate-way';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { Waiting } from '../shared/waiting';
import { Work } from '../shared/work';
import { bySection, placeOf, SECTIONS, type Section } from './sections';
import { WorkTable } from './work-table';

/** Sections that are tables, in the order of the page. */
const TABLES: readonly Section[] = SECTIONS.filter((section) => section !== 'drafts' && section !== 'followed');

/** U1: what needs the person now, by the time to act; each row leads to the act that ends it. */
@Component({
  selector: 'cm-my-work',
  imports: [CertificateWay, CodeId, Empty, Icon, Moment, RouterLink, TranslocoPipe, Waiting, WorkTable],
  templateUrl: './my-work.html',
})
export class MyWork {
  private readonly me = inject(Me);
  protected readonly rows = inject(Work).list();
  protected readonly sections = computed(() => bySection(this.rows.hasValue() ? this.rows.value().items : []));
  /** Tables that have rows. */
  protected readonly shown = computed(() => TABLES.filter((section) => this.sections()[section].length > 0));
  protected readonly sides = ['drafts', 'followed'] as const;
  protected readonly today = new Date().toISOString();
  protected readonly placeOf = placeOf;
  protected readonly isOfficer = computed(() => this.me.roles().includes('officer'));
}
