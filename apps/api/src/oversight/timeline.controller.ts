import { Controller, Get } from '@nestjs/common';
import { TimelineRowView } from '@comity/contract';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id } from '../shared/target.js';
import { ReadTimeline } from './read-timeline.js';

@Controller('requests')
export class TimelineController {
  constructor(private readonly timeline: ReadTimeline) {}

  /** What happened to a request, newest first, as far as the caller's side may know it; metadata of log entries only. */
  @Get(':id/timeline')
  @May('request.timeline')
  @Returns(TimelineRowView, { list: true })
  of(@CurrentOfficer() officer: Officer, @Id() id: string): Promise<{ items: TimelineRowView[] }> {
    return this.timeline.of(officer, id);
  }
}
