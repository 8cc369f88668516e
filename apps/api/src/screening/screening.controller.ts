import { Controller, Get } from '@nestjs/common';
import { ScreeningView } from '@comity/contract';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id } from '../shared/target.js';
import { ReadScreening } from './read-screening.js';

@Controller('requests/:id/screening')
export class ScreeningController {
  constructor(private readonly readScreening: ReadScreening) {}

  /** What screening found, for the person who reviews the request. */
  @Get()
  @May('screening.get')
  @Returns(ScreeningView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<ScreeningView> {
    return this.readScreening.run(officer, id, purpose);
  }
}
