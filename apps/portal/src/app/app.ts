import { Component, inject } from '@angular/core';
import { HeadingFocus } from './shared/heading-focus';
import { Frame } from './shell/frame';

@Component({ selector: 'cm-root', imports: [Frame], template: '<cm-frame />' })
export class App {
  constructor() {
    inject(HeadingFocus).keep();
  }
}
