import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { EndedBanner } from '../shared/ended-banner';
import { EntryCourse } from '../shared/entry-course';
import { Icon } from '../shared/icon';
import { IdleWarning } from '../shared/idle-warning';
import { type LoggedWrite } from '../shared/last-write';
import { LineBanner } from '../shared/line-banner';
import { type Standing } from '../shared/log-proof';

const LEAF = 'NsQzC2uy8yTj3lKygnMbP7nVx287IyUKJcXd2ezQ334=';

/** What stands around a page: the bar in each office, the banners, and how far the entry of a click has come. */
@Component({ selector: 'cm-kit-frame', imports: [EndedBanner, EntryCourse, Icon, IdleWarning, LineBanner, TranslocoPipe], templateUrl: './kit-frame.html' })
export class KitFrame {
  protected readonly offices = [
    { office: 'officer', role: 'officer' },
    { office: 'liaison', role: 'liaison' },
    { office: 'auditor', role: 'auditor' },
    { office: 'admin', role: 'administrator' },
  ];
  protected readonly endsAt = '2027-06-16T10:40:00Z';
  protected readonly written: LoggedWrite = {
    id: '01900000-0000-7000-8000-00000000aaaa',
    ref: 'RF-2027-KE-000123',
    state: 'sent',
    version: 3,
    act: 'referral.send',
    log: { entryId: '412', leafHash: LEAF },
  };
  protected readonly standings: readonly Standing[] = [
    { mark: 'claimed', size: 411 },
    { mark: 'unknown' },
    { mark: 'signed', index: 411, size: 415 },
    { mark: 'proved', index: 411, size: 420 },
    { mark: 'broken', index: 411, size: 420 },
  ];
}
