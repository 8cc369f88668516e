import { Module } from '@nestjs/common';
import { ReadScreening } from './read-screening.js';
import { ScreeningController } from './screening.controller.js';

/** The HTTP side; the worker takes `ScreenRequest` by itself. */
@Module({ controllers: [ScreeningController], providers: [ReadScreening] })
export class ScreeningModule {}
