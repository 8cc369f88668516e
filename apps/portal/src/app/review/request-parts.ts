import { type ReviewView } from '@comity/contract';

type Content = ReviewView['content'];

/** One part of a request as a reviewer reads it. `title`, `label`, `fact` and `note` are keys of texts; `lead` and `words` are what people wrote. */
export interface Part {
  readonly title: string;
  readonly line: number | null;
  readonly lead: readonly string[];
  readonly more: readonly More[];
  readonly note?: string;
}
interface More {
  readonly label: string;
  readonly words?: string | null | undefined;
  readonly fact?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const told = (words: readonly (string | null | undefined)[]): string[] => words.filter((one): one is string => Boolean(one));
const part = (title: string, lead: readonly (string | null | undefined)[], more: readonly More[] = [], note?: string, line: number | null = null): Part => ({
  title: `review.request.${title}`,
  line,
  lead: told(lead),
  more: more.filter(({ words, fact }) => words || fact),
  ...(note ? { note: `review.request.${note}` } : {}),
});
const said = (label: string, words: string | null | undefined): More => ({ label: `review.request.${label}`, words });

/** The parts in the order in which they are read: what happened, what for, on what law, line by line, what was tried, what protects. */
export function partsOf({ necessity, aim, legalBasis, offence, lines, safeguards }: Content): Part[] {
  const kept = safeguards.retentionDays === null ? 'review.request.keptForever' : 'review.request.kept';
  const means = told(necessity.alternativesConsidered ?? []);
  return [
    part('facts', [necessity.facts]),
    part(
      'need',
      [aim.need],
      [
        { label: 'review.request.aim', fact: `words.aim.${aim.kind}` },
        { label: 'review.request.harm', fact: `words.harm.${aim.harmStatus}` },
      ],
    ),
    part('law', [legalBasis.citation, offence.provision]),
    ...lines.map((line) =>
      part(
        'why',
        [line.why],
        [
          said('from', line.fromFact),
          said('until', line.toFact),
          said('notLower', line.whyNotLower),
          said('tried', line.meansTried),
          {
            ...said('others', line.collateral.estimatedHow),
            fact: 'review.request.othersCount',
            facts: { count: line.collateral.otherPeople },
          },
        ],
        undefined,
        line.line,
      ),
    ),
    part('milder', means, [], means.length === 0 ? 'noMilder' : undefined),
    part(
      'safeguards',
      [],
      [{ label: 'review.request.keep', fact: kept, facts: { days: safeguards.retentionDays } }, said('notice', safeguards.notificationGround)],
    ),
    part('child', [], [], 'childMasked'),
  ];
}
