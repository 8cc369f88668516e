import { Controller, Get, HttpStatus, Post } from '@nestjs/common';
import { MeView, SignInView, WrittenView } from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { SignIns } from './sign-ins.js';

@Controller('me')
export class MeController {
  constructor(private readonly signIns: SignIns) {}

  /** Who is signed in, as Comity knows it: office, agency, certificates, and whether the terms are accepted. */
  @Get()
  @May('me.get')
  @Returns(MeView)
  get(@CurrentOfficer() officer: Officer): MeView {
    return {
      name: officer.name,
      agency: officer.agencyId,
      agencyKind: officer.agencyKind,
      jurisdiction: officer.jurisdiction,
      roles: officer.roles,
      languages: officer.languages,
      certificates: officer.certificates.map(({ kind, validTo }) => ({ kind, validTo: new Date(validTo).toISOString() })),
      examiner: officer.examiner,
      termsAccepted: officer.termsAccepted,
      acr: officer.acr,
      authTime: officer.authTime.toISOString(),
    };
  }

  /** The newest sign-ins of the own account, and which of them are still open. */
  @Get('sign-ins')
  @May('me.sign_ins')
  @Returns(SignInView, { list: true })
  list(@CurrentOfficer() officer: Officer): Promise<{ items: SignInView[] }> {
    return this.signIns.list(officer);
  }

  /** Ends every open sign-in of the own account, this one too. */
  @Post('sign-out-everywhere')
  @May('me.sign_out_everywhere')
  @Returns(WrittenView, { status: HttpStatus.OK })
  endAll(@CurrentOfficer() officer: Officer): Promise<Written> {
    return this.signIns.endAll(officer);
  }
}
