import { HANDLING_CODES } from '@comity/casework';
import { OFFENCES, type ReferralDraft, type ReferralView } from '@comity/contract';

/** What the five parts of a referral hold while they are typed; an empty text means "not said yet". */
export interface WrittenParts {
  source: { kind: string; name: string; reference: string; received: string; tool: string; toolVersion: string; humanVerified: string; biasTested: string };
  known: {
    title: string;
    ownRef: string;
    summary: string;
    assessment: string;
    purpose: string;
    harm: string;
    offences: boolean[];
    urgency: string;
    urgencyReason: string;
  };
  concerned: { jurisdiction: string; why: string }[];
  people: { key: string; label: string; role: string; age: string }[];
  handling: { free: boolean; codes: boolean[]; h3Text: string; source: string; information: string; recipient: string; why: string };
}

type Content = ReferralView['content'];

/** The parts as a stored draft says them; all empty for a new one. */
export function partsOf(content?: Content): WrittenParts {
  const { source, machineOrigin: tool, handling, evaluation } = content ?? {};
  const [recipient] = content?.recipients ?? [];
  const has = (category: string): boolean => content?.offences?.some((one) => one.category === category) ?? false;
  return {
    source: {
      kind: source?.kind ?? '',
      name: source?.name ?? '',
      reference: source?.reference ?? '',
      received: source ? localOf(source.received) : '',
      tool: tool?.tool ?? '',
      toolVersion: tool?.version ?? '',
      humanVerified: tool?.humanVerified ?? '',
      biasTested: tool?.biasTested ?? '',
    },
    known: {
      title: content?.title ?? '',
      ownRef: content?.ownRef ?? '',
      summary: content?.summary ?? '',
      assessment: content?.assessment ?? '',
      purpose: content?.purpose ?? '',
      harm: content?.harmStatus ?? '',
      offences: OFFENCES.map(has),
      urgency: content?.urgency?.level ?? '',
      urgencyReason: content?.urgency?.reason ?? '',
    },
    concerned: (content?.jurisdictionsConcerned ?? []).map(({ jurisdiction, why }) => ({ jurisdiction, why })),
    people: (content?.subjects ?? []).map(({ key, label, role, age }) => ({ key, label, role, age })),
    handling: {
      free: handling?.codes.length === 0,
      codes: HANDLING_CODES.map((code) => handling?.codes.includes(code) ?? false),
      h3Text: handling?.h3Text ?? '',
      source: evaluation?.source ?? '',
      information: evaluation?.information ?? '',
      recipient: recipient?.agency ?? '',
      why: recipient?.why ?? '',
    },
  };
}

/** The draft to be sent: what was said, over what stands already and is not shown here. Codes are checked by the server. */
export function draftOf(parts: WrittenParts, before?: Content): ReferralDraft {
  const { source, known, concerned, people, handling } = parts;
  const kept = withoutNulls(before ?? {}) as Partial<ReferralDraft>;
  const codes = HANDLING_CODES.filter((_code, at) => handling.codes[at]);
  const said = {
    title: known.title,
    ...(source.kind && source.name ? { source: sourceOf(source, kept.source) } : {}),
    ...(source.tool ? { machineOrigin: { ...kept.machineOrigin, ...toolOf(source) } } : {}),
    ...only({ ownRef: known.ownRef.trim(), summary: known.summary, assessment: known.assessment, purpose: known.purpose, harmStatus: known.harm }),
    offences: OFFENCES.flatMap((category, at) => (known.offences[at] ? [kept.offences?.find((one) => one.category === category) ?? { category }] : [])),
    ...(known.urgency ? { urgency: { level: known.urgency, ...only({ reason: known.urgencyReason }) } } : {}),
    jurisdictionsConcerned: concerned.filter(({ jurisdiction, why }) => jurisdiction || why),
    subjects: people.map((one) => ({ ...kept.subjects?.find(({ key }) => key === one.key), ...one })),
    ...(handling.free || codes.length > 0 ? { handling: { codes, ...only({ h3Text: handling.h3Text }) } } : {}),
    ...(handling.source && handling.information ? { evaluation: { source: handling.source, information: handling.information } } : {}),
    ...(handling.recipient ? { recipients: [{ agency: handling.recipient, why: handling.why }] } : {}),
  };
  return { ...kept, ...said } as ReferralDraft;
}

function sourceOf({ kind, name, reference, received }: WrittenParts['source'], before?: ReferralDraft['source']): object {
  const at = before && localOf(before.received) === received ? before.received : received ? new Date(received).toISOString() : '';
  return { kind, name, ...only({ reference }), received: at, channel: before?.channel ?? 'form' };
}

const toolOf = ({ tool, toolVersion, humanVerified, biasTested }: WrittenParts['source']): object => ({
  tool,
  ...only({ version: toolVersion }),
  humanVerified: humanVerified || 'unknown',
  biasTested: biasTested || 'unknown',
});

/** Members with words in them. */
const only = (texts: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));

/** An instant as a control for local times shows it, to the minute. */
function localOf(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])));
}
