import { Controller, Header, Post } from '@nestjs/common';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { EndSession } from './end-session.js';

@Controller('session')
export class SessionController {
  constructor(private readonly endSession: EndSession) {}

  /** Signs out of Comity: tokens of this sign-in are refused from now on. The provider's own session is the portal's to end. */
  @Post('end')
  @May('session.end')
  @Header('clear-site-data', '"cache"')
  @Returns(null)
  end(@CurrentOfficer() officer: Officer): Promise<void> {
    return this.endSession.run(officer);
  }
}
