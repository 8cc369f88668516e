import { Controller, Get } from '@nestjs/common';
import { WorkRowView } from '@comity/contract';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { ListWork } from './list-work.js';

@Controller('work')
export class WorkController {
  constructor(private readonly listWork: ListWork) {}

  /** What waits for the caller, by the time to act; no content. */
  @Get()
  @May('work.list')
  @Returns(WorkRowView, { list: true })
  async list(@CurrentOfficer() officer: Officer): Promise<{ items: WorkRowView[] }> {
    return { items: await this.listWork.run(officer) };
  }
}
