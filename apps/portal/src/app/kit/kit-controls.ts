import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Field, FieldInput } from '../shared/field';
import { Icon } from '../shared/icon';
import { SaveState } from '../shared/save-state';

/** Buttons, fields, save states. */
@Component({ selector: 'cm-kit-controls', imports: [Button, Field, FieldInput, Icon, SaveState, TranslocoPipe], templateUrl: './kit-controls.html' })
export class KitControls {
  protected readonly kinds = ['first', 'ordinary', 'quiet', 'grave'] as const;
  protected readonly now = new Date().toISOString();
}
