import { DECISION_RULES, type Guard, POLICY_RULES, STEPS } from '@comity/casework';
import { PROBLEMS, type ProblemCode } from '@comity/contract';
import { GATES } from './gate-list.ts';
import { codes, heading, table } from './table.ts';

const statusOf = (problem: string): string => `${PROBLEMS[problem as ProblemCode].status} \`${problem}\``;
const problemOf = (guard: Guard<never>): string => (typeof guard.problem === 'function' ? 'that of the rule' : statusOf(guard.problem));

/** Every gate with its negative test, then each guard of a step, each rule of an act and each rule of a decision. */
export function gatesPage(): string {
  const guards = STEPS.flatMap((row) =>
    (row.guards as readonly Guard<never>[]).map((guard) => [
      `\`${row.act}\`${row.variant ? ` (${row.variant})` : ''}`,
      row.from.map((from) => from ?? 'new').join(', '),
      `\`${guard.id}\``,
      problemOf(guard),
    ]),
  );
  return [
    heading(
      'Gates',
      'tools/docs/gate-list.ts and libs/casework/src',
      'A gate that nobody tries to pass may be open without anybody knowing. So each has a negative test that fails when the gate is gone, a state that a person sees, and an entry that oversight sees. No gate can be switched off by configuration. Unknown, empty, error and time-out mean closed.',
    ),
    table(
      ['gate', 'what it holds', 'negative test', 'what a person sees', 'entry'],
      GATES.map((gate) => [
        gate.id,
        gate.holds,
        gate.tests.map((test) => `\`${test.file}\`: ${test.name}`).join('; '),
        gate.shows,
        gate.entry ? `\`${gate.entry}\`` : '–',
      ]),
    ),
    '\n## Guards of steps\n\nEach is refused alone in `libs/casework/src/step.spec.ts`, which fails for a guard without such a case. A refusal is `step.refused`.\n',
    table(['step', 'from', 'guard', 'problem'], guards),
    '\n## Rules of acts\n\nTried in `libs/casework/src/policy.spec.ts`. A refusal is `access.refused` or `step.refused`.\n',
    table(
      ['rule', 'holds when', 'problem'],
      Object.entries(POLICY_RULES).map(([id, rule]) => [`\`${id}\``, rule.says, statusOf(rule.problem)]),
    ),
    `\n## Rules of a decision\n\nA decision counts only if all of these hold: ${codes(DECISION_RULES)}. Each is broken alone in \`libs/casework/src/decision-rule.spec.ts\`.\n`,
  ].join('\n');
}
