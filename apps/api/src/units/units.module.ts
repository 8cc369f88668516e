import { Module } from '@nestjs/common';
import { AcceptTerms } from './accept-terms.js';
import { EndSession } from './end-session.js';
import { MeController } from './me.controller.js';
import { SessionController } from './session.controller.js';
import { TermsController } from './terms.controller.js';

@Module({ controllers: [MeController, SessionController, TermsController], providers: [AcceptTerms, EndSession] })
export class UnitsModule {}
