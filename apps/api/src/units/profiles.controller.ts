import { Controller, Get, Query } from '@nestjs/common';
import { ListQuery, ProfileRowView, ProfileView } from '@comity/contract';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id } from '../shared/target.js';
import { ReadProfiles } from './read-profiles.js';

@Controller('profiles')
export class ProfilesController {
  constructor(private readonly profiles: ReadProfiles) {}

  /** Every version of every profile, by id; `UN` is the floor. */
  @Get()
  @May('profile.list')
  @Returns(ProfileRowView, { list: true })
  list(@CurrentOfficer() officer: Officer, @Query({ schema: ListQuery }) query: ListQuery): Promise<{ items: ProfileRowView[]; next?: string }> {
    return this.profiles.page(officer, query);
  }

  /** One version of a profile: the law of one side as requests are judged by it. */
  @Get(':id')
  @May('profile.get')
  @Returns(ProfileView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string): Promise<ProfileView> {
    return this.profiles.one(officer, id);
  }
}
