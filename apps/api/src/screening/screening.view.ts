import { type CheckResultView, type ScreeningView } from '@comity/contract';
import { statusOf } from '@comity/proportionality';
import { type DataRequest } from '../requests/data-request.entity.js';
import { type ScreeningResult } from './screening-result.js';
import { type ScreeningRow } from './screening-row.js';
import { checkOf, isAbsolute, type StoredAssessment, type StoredResult } from './stored-assessment.js';

/** Check and reason in words and places; how much weighs how many points is never shown. */
const toCheck = (result: StoredResult): CheckResultView => {
  const { id, limb, law } = checkOf(result);
  return {
    check: id,
    limb,
    severity: result.severity,
    status: statusOf(result.severity),
    paths: [...result.paths],
    question: `check.${id}.question`,
    sources: law.map(({ cite }) => cite),
    cure: `check.${id}.cure`,
    absolute: isAbsolute(result),
    profile: result.profile,
  };
};

const toAssessment = ({ route, maxSeverity, routeBecause, results }: StoredAssessment) => ({
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
  at: row.at.toISOString(),
});
