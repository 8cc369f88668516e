import { Component, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Dialog } from '../shared/dialog';
import { Icon } from '../shared/icon';

/** Dialog, menu, tabs. */
@Component({ selector: 'cm-kit-overlays', imports: [Button, Dialog, Icon, TranslocoPipe], templateUrl: './kit-overlays.html' })
export class KitOverlays {
  protected readonly asks = signal(false);
}
