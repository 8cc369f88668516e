import { Component, inject } from '@angular/core';
import { KeptHeading } from './shared/kept-heading';
import { PrintFoot } from './shared/print-foot';
import { Frame } from './shell/frame';

@Component({ selector: 'cm-root', imports: [Frame], template: '<cm-frame />' })
export class App {
  constructor() {
    inject(KeptHeading).keep();
    inject(PrintFoot).keep();
  }
}
