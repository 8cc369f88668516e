import { Controller, Get, Query } from '@nestjs/common';
import { AgencyView, ListQuery } from '@comity/contract';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id } from '../shared/target.js';
import { ReadAgencies } from './read-agencies.js';

@Controller('agencies')
export class AgenciesController {
  constructor(private readonly agencies: ReadAgencies) {}

  /** The agencies of the register, by id: names that a case needs, no people. */
  @Get()
  @May('agency.list')
  @Returns(AgencyView, { list: true })
  list(@CurrentOfficer() officer: Officer, @Query({ schema: ListQuery }) query: ListQuery): Promise<{ items: AgencyView[]; next?: string }> {
    return this.agencies.page(officer, query);
  }

  /** One agency of the register. */
  @Get(':id')
  @May('agency.get')
  @Returns(AgencyView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string): Promise<AgencyView> {
    return this.agencies.one(officer, id);
  }
}
