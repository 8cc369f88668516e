import { Body, Controller, Get, HttpStatus, Post, Query } from '@nestjs/common';
import { TermsAcceptance, TermsQuery, TermsView, WrittenView } from '@comity/contract';
import { CurrentOfficer } from '../shared/asked.js';
import { type Written } from '../shared/acts.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { isTermsLanguage, TERMS, termsHash } from '../shared/terms.js';
import { AcceptTerms } from './accept-terms.js';

@Controller('terms')
export class TermsController {
  constructor(private readonly acceptTerms: AcceptTerms) {}

  /** The terms in force, in the language asked for, else in the first of the officer's languages that there is a text in. */
  @Get()
  @May('terms.get')
  @Returns(TermsView)
  get(@CurrentOfficer() officer: Officer, @Query({ schema: TermsQuery }) query: TermsQuery): TermsView {
    const lang = [...(query.lang ? [query.lang] : []), ...officer.languages].find(isTermsLanguage) ?? 'en';
    return { terms: TERMS.terms, version: TERMS.version, lang, text: TERMS.text[lang], textHash: termsHash(lang, 'hex') };
  }

  /** Accepts the terms in one language; the hash is of the text that the person saw. */
  @Post('accept')
  @May('terms.accept')
  @Returns(WrittenView, { status: HttpStatus.CREATED })
  accept(@CurrentOfficer() officer: Officer, @Body({ schema: TermsAcceptance }) body: TermsAcceptance): Promise<Written> {
    return this.acceptTerms.run(officer, body);
  }
}
