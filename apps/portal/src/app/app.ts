import { Component } from '@angular/core';
import { Frame } from './shell/frame';

@Component({ selector: 'cm-root', imports: [Frame], template: '<cm-frame />' })
export class App {}
