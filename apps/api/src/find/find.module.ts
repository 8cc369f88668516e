import { Module } from '@nestjs/common';
import { FindCases } from './find-cases.js';
import { FindController } from './find.controller.js';

@Module({ controllers: [FindController], providers: [FindCases] })
export class FindModule {}
