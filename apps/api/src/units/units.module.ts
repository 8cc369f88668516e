import { Module } from '@nestjs/common';
import { MeController } from './me.controller.js';
import { TermsController } from './terms.controller.js';

@Module({ controllers: [MeController, TermsController] })
export class UnitsModule {}
