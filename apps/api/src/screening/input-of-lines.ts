import { lineFacts, type PlatformFacts, type RequestLine, type RequestSubmission, toInput } from '@comity/contract';
import { type AssessmentInput, QUALITIES, type Quality } from '@comity/proportionality';

type Sections = Record<string, Record<string, unknown>>;

/** What the platform knew, read back from the input that was made with it. */
export const platformOf = ({ request, legalBasis, transfer }: AssessmentInput): PlatformFacts => ({
  requestId: request.id,
  requestingState: request.requestingState,
  requestedState: request.requestedState,
  requestingStateIccpr: request.requestingStateIccpr,
  priorRequestsSamePerson90d: request.priorRequestsSamePerson90d,
  recipientProtection: transfer.recipientProtection,
  law: Object.fromEntries(QUALITIES.map((quality) => [quality, legalBasis[quality]])) as Quality,
});

/**
 * The input for some lines alone. Where `input` differs from what the submission says, a reviewer answered a second time; that answer counts here too.
 * @param input of the whole request. @param lines at least one.
 */
export function inputOfLines(input: AssessmentInput, submission: RequestSubmission, lines: readonly RequestLine[]): AssessmentInput {
  const platform = platformOf(input);
  const asked = toInput(submission, platform) as unknown as Sections;
  const part = structuredClone(toInput(submission, platform, lineFacts(submission, lines))) as unknown as Sections;
  for (const [section, fields] of Object.entries(input as unknown as Sections)) {
    if (typeof fields !== 'object') continue;
    for (const [field, value] of Object.entries(fields)) {
      if (JSON.stringify(value) !== JSON.stringify(asked[section]?.[field])) part[section]![field] = value;
    }
  }
  return part as unknown as AssessmentInput;
}
