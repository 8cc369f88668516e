import {
  accessMatrix,
  ACT_NAMES,
  type ActRule,
  ACTS,
  allowedSituations,
  emitsOf,
  MATRIX_CALLERS,
  OPERATIONS,
  POLICY_RULES,
  RELATION_RULES,
  type Situation,
  SITUATIONS,
  type Act,
} from '@comity/casework';
import { codes, heading, table } from './table.ts';

/** Situations of an ordinary day; the others are there to be refused. */
const ORDINARY: readonly Situation[] = ['author', 'same unit', 'other side', 'third agency', 'drawn reviewer', 'reviewer not drawn'];
const ruleOf = (act: Act): ActRule => ACTS[act];

function needs(act: Act): string {
  const rule = ruleOf(act);
  const parts = [
    ...(rule.certificate ? [`certificate \`${rule.certificate}\``] : []),
    ...(rule.stepUp ? ['sign-in at most 300 s old'] : []),
    ...(rule.class === 'release' ? ['log well'] : []),
    ...(rule.withoutTerms ? ['no terms yet'] : []),
    ...(rule.rules ?? []).map((id) => POLICY_RULES[id]?.says ?? id),
  ];
  return parts.length === 0 ? '–' : parts.join('; ');
}

/** Who may do what: the policy asked for every act, caller and situation, and printed as it answered. */
export function accessPage(): string {
  const matrix = accessMatrix();
  const cell = (act: Act, caller: (typeof MATRIX_CALLERS)[number]): string => {
    const open = allowedSituations(matrix, act, caller);
    const ordinary = open.filter((situation) => ORDINARY.includes(situation));
    return ordinary.length === ORDINARY.length ? 'all' : ordinary.length === 0 ? '–' : ordinary.join(', ');
  };
  const refusals = OPERATIONS.map((act) => [
    `\`${act}\``,
    ...SITUATIONS.map((situation) => {
      const cells = matrix.filter(
        (one) => one.act === act && one.situation === situation && one.caller !== 'machine' && one.caller !== 'nobody' && ruleOf(act).roles[one.caller],
      );
      return cells.some((one) => one.verdict.allow) ? 'yes' : [...new Set(cells.map((one) => one.verdict.reason))].join(', ');
    }),
  ]);
  return [
    heading(
      'Access',
      'libs/casework/src/act-table.ts',
      'Every act is asked of one pure function, by the guard of its route and again in its transaction with the locked record. What is not allowed here is refused. Behind it stands a second wall in the database, which shows an agency only its own rows and what was released to it.',
    ),
    '## How somebody stands to a record\n',
    table(
      ['relation', 'holds for'],
      Object.entries(RELATION_RULES).map(([name, rule]) => [`\`${name}\``, rule.says]),
    ),
    '\n## Who may act\n\nA cell names the situations in which the role may do the act, tried on an ordinary record that agency A wrote and agency B received or holds, with everything else in order.\n',
    table(
      ['act', ...MATRIX_CALLERS],
      OPERATIONS.map((act) => [`\`${act}\``, ...MATRIX_CALLERS.map((caller) => cell(act, caller))]),
    ),
    '\n## What each act needs and leaves\n\nEntries in brackets are left where the facts call for them. A read of content is logged with its purpose; a list shows no content and leaves none.\n',
    table(
      ['act', 'class', 'needs', 'scope of a machine', 'entries'],
      ACT_NAMES.map((act) => {
        const { always, sometimes } = emitsOf(act);
        const entries = [...always.map((kind) => `\`${kind}\``), ...sometimes.map((kind) => `(\`${kind}\`)`)].join(', ');
        return [`\`${act}\``, ruleOf(act).class, needs(act), ruleOf(act).machineScope ? `\`${ruleOf(act).machineScope}\`` : '–', entries || '–'];
      }),
    ),
    '\n## What a refused person hears\n\nFor each situation the codes that the roles of the act hear, or yes if one of them may.\n',
    table(['act', ...SITUATIONS], refusals),
    '\nActs of the system, which no person can ask for: ' + codes(ACT_NAMES.filter((act) => ruleOf(act).class === 'system')) + '.\n',
  ].join('\n');
}
