import { Controller, Get } from '@nestjs/common';
import { MeView } from '@comity/contract';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';

@Controller('me')
export class MeController {
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
      termsAccepted: officer.termsAccepted,
      acr: officer.acr,
      authTime: officer.authTime.toISOString(),
    };
  }
}
