import { type RequestDraft, type RequestView } from '@comity/contract';

type Line = NonNullable<RequestDraft['lines']>[number];

/**
 * The sample answers bound to the identifiers of this draft: the same value where the referral has it, else the first usable one of its type. Lines
 * without one are left out. Who holds the data stays as it was chosen.
 */
export function boundTo(sample: RequestDraft, view: RequestView): RequestDraft {
  const usable = view.identifiers.filter(({ normal }) => normal !== null);
  const lines = (sample.lines ?? []).flatMap((line): Line[] => {
    const [type = '', ...rest] = (line.identifier ?? '').split(':');
    const value = rest.join(':');
    const found = usable.find((one) => one.type === type && (one.raw === value || one.normal === value)) ?? usable.find((one) => one.type === type);
    return found ? [{ ...line, identifier: found.id }] : [];
  });
  const covers = lines.map((_, place) => place + 1);
  return {
    ...sample,
    ...(view.holdingAgency ? { holdingAgency: view.holdingAgency } : {}),
    lines: lines.map((line, place) => ({ ...line, line: place + 1 })),
    authorisations: (sample.authorisations ?? []).map((order) => ({ ...order, covers, jurisdiction: view.holding })),
  };
}
