import { MISSING_WORK } from '@comity/casework';
import { type CheckResultView, type ScreeningView } from '@comity/contract';
import { type Assessment } from '@comity/proportionality';
import { type DataRequest } from '../requests/data-request.entity.js';
import { type ScreeningResult } from './screening-result.js';
import { type ScreeningRow } from './screening-row.js';

/** Check and reason in words and places; how much weighs how many points is never shown. */
const toCheck = ({ id, limb, severity, status, because, question, sources, cure, absolute, profile }: Assessment['results'][number]): CheckResultView => ({
  check: id,
  limb,
  severity,
  status,
  paths: because.map(({ path }) => path),
  question,
  sources: sources.map(({ cite }) => cite),
  cure,
  absolute,
  profile,
});

const toAssessment = ({ route, maxSeverity, routeBecause, results }: Assessment) => ({
  route,
  severity: maxSeverity,
  because: [...routeBecause],
  results: results.filter(({ severity }) => severity > 0).map(toCheck),
});

/** What a reviewer sees of a screening. Passed checks are left out; questions and cures are keys of the catalogue. */
export const toScreeningView = (
  request: Pick<DataRequest, 'id'>,
  row: ScreeningRow,
  { whole, lines, joint, alternatives }: ScreeningResult,
): ScreeningView => ({
  id: row.id,
  request: request.id,
  requestVersion: row.requestVersion,
  version: row.version,
  engine: row.engine,
  profiles: row.profiles,
  inputHash: row.inputHash,
  screeningHash: row.resultHash,
  ...toAssessment(whole),
  route: row.route,
  severity: row.maxSeverity,
  because: row.because,
  lines: lines.map(({ line, assessment }) => ({ line, ...toAssessment(assessment) })),
  joint: joint && { requests: joint.requests, ...toAssessment(joint.assessment) },
  alternatives: alternatives.map(({ id, route, maxSeverity }) => ({ id, route, severity: maxSeverity })),
  notices: [...whole.notices],
  missingWork: MISSING_WORK[row.route],
  at: row.at.toISOString(),
});
