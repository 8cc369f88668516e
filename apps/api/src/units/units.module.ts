import { Module } from '@nestjs/common';
import { AcceptTerms } from './accept-terms.js';
import { MeController } from './me.controller.js';
import { TermsController } from './terms.controller.js';

@Module({ controllers: [MeController, TermsController], providers: [AcceptTerms] })
export class UnitsModule {}
