import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ColourMode, MODES } from '../shared/colour-mode';
import { LANGUAGES, Texts } from '../shared/texts';
import { KitControls } from './kit-controls';
import { KitEvidence } from './kit-evidence';
import { KitFrame } from './kit-frame';
import { KitOdd } from './kit-odd';
import { KitOverlays } from './kit-overlays';
import { KitStates } from './kit-states';
import { KitTables } from './kit-tables';
import { KitWords } from './kit-words';

/** Every part of the portal in its states, in both languages and both modes. All values are invented. @source experience.md 8 */
@Component({
  selector: 'cm-kit',
  imports: [KitControls, KitEvidence, KitFrame, KitOdd, KitOverlays, KitStates, KitTables, KitWords, TranslocoPipe],
  templateUrl: './kit.html',
})
export class Kit {
  protected readonly texts = inject(Texts);
  protected readonly colour = inject(ColourMode);
  protected readonly languages = LANGUAGES;
  protected readonly modes = MODES;
}
