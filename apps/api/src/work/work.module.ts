import { Module } from '@nestjs/common';
import { ListWork } from './list-work.js';
import { WorkController } from './work.controller.js';

/** What waits for a person, over all rooms of a case. */
@Module({ controllers: [WorkController], providers: [ListWork] })
export class WorkModule {}
