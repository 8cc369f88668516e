// A chunk of its own: the engine comes when somebody drafts. The browser's result is help, never evidence.
import { type ProfileView, type RequestLine, type RequestSubmission, type RequestView } from '@comity/contract';
import { lineFacts, type PlatformFacts, toInput } from '@comity/contract/engine-input';
import { type Alternative, type CountryProfile, type EngineProfile, type InputPath, type Notice, type Result, type Route } from '@comity/proportionality';
import { alternatives, assess, lawOf } from '@comity/proportionality/engine';
import { type Whole } from './stand-in';

/** What the draft is judged by. `profiles` stand in the order holding, requesting, floor. */
export interface JudgedBy {
  view: Pick<RequestView, 'id' | 'requesting' | 'holding'>;
  platform: NonNullable<RequestView['form']>['platform'];
  profiles: readonly ProfileView['body'][];
}

/** Who would decide about one line alone, as it stands and one rung lower. */
export interface Rung {
  line: number;
  route: Route;
  lowerRoute: Route | null;
}

/** What is found about a draft as far as it is answered. No value of it means approval, and nothing of it is a number. */
export interface Judged {
  /** To cure or to know before review, hardest first. */
  points: readonly Result[];
  rungs: readonly Rung[];
  variants: readonly Alternative[];
  notices: readonly Notice[];
}

/** From here on a result is worth telling before submission; milder ones are only answered in the reviewer's reasons. */
const TOLD = 3;

/**
 * Assesses a draft whose open questions hold their mildest answer. Results that rest on an open question are left out: that question is asked anyway.
 * @param lower the line one rung lower, by the number of the line
 * @source proportionality.md 16
 */
export function judge({ submission, open }: Whole, lower: ReadonlyMap<number, RequestLine>, by: JudgedBy): Judged {
  const law = by.profiles as readonly EngineProfile[];
  const input = toInput(submission, platformOf(by, submission));
  const { results, notices } = assess(input, law);
  const routeAlone = (line: RequestLine): Route => {
    const alone = { ...submission, lines: [line] };
    return assess(toInput(alone, platformOf(by, alone), lineFacts(alone, [line])), law).route;
  };
  return {
    points: results
      .filter(({ severity, because }) => severity >= TOLD && !because.some(({ path }) => open.has(path as InputPath)))
      .sort((a, b) => b.severity - a.severity),
    rungs: submission.lines.map((line) => {
      const below = lower.get(line.line);
      return { line: line.line, route: routeAlone(line), lowerRoute: below ? routeAlone(below) : null };
    }),
    variants: alternatives(input, law),
    notices,
  };
}

function platformOf({ view, platform, profiles }: JudgedBy, { lines, measure }: RequestSubmission): PlatformFacts {
  const named = new Set(lines.map(({ identifier }) => identifier));
  const earlier = new Set(platform.earlier.filter(({ identifier }) => named.has(identifier)).flatMap(({ requests }) => requests));
  const legalBases = (profiles[0] as Partial<CountryProfile> | undefined)?.legalBases ?? [];
  return {
    requestId: view.id,
    requestingState: view.requesting,
    requestedState: view.holding,
    requestingStateIccpr: platform.requestingStateIccpr,
    priorRequestsSamePerson90d: earlier.size,
    recipientProtection: platform.recipientProtection,
    law: lawOf({ legalBases }, measure, [...new Set(lines.map(({ category }) => category))]),
  };
}
