import { meetsQuorum, NoteRefused, parseNote, parsePolicy, type Policy, PolicyRefused, verifyNote, VkeyRefused } from '@comity/transparency-log';
import { CannotCheck, verifyEd25519 } from './check-head';

/** What the signature lines say of one witness of the policy. */
export interface WitnessFound {
  name: string;
  /** `away`: no line of its key · `false`: a line of its key that does not verify. */
  verdict: 'signed' | 'away' | 'false';
  /** When it signed, ISO 8601. */
  at?: string;
}

/** `none`: the policy asks for no witness · `unread`: the policy is not one · `ed25519`: this browser cannot check. */
export interface WitnessesFound {
  end: 'holds' | 'fails' | 'none' | 'unread' | 'ed25519';
  witnesses: readonly WitnessFound[];
}

/**
 * Checks the cosignatures under a head against a policy of witnesses. The policy comes from the server, so it says who signed, and not whom to trust:
 * the keys have to be compared with those that the oversight bodies gave. @param nowS seconds since 1970 @source C2SP tlog-policy, tlog-cosignature
 */
export async function checkWitnesses(note: string, policyText: string, nowS: number): Promise<WitnessesFound> {
  let policy: Policy;
  try {
    policy = parsePolicy(policyText);
  } catch (error) {
    if (error instanceof PolicyRefused || error instanceof VkeyRefused) return { end: 'unread', witnesses: [] };
    throw error;
  }
  if (policy.quorum === 'none') return { end: 'none', witnesses: [] };
  try {
    const witnesses = await Promise.all(
      [...policy.witnesses].map(async ([name, { vkey }]): Promise<WitnessFound> => {
        try {
          const [signed] = await verifyNote(parseNote(note), [vkey], { verify: verifyEd25519, nowS });
          return { name, verdict: 'signed', at: new Date((signed?.time ?? 0) * 1000).toISOString() };
        } catch (error) {
          if (error instanceof NoteRefused) return { name, verdict: error.code === 'unsigned' ? 'away' : 'false' };
          throw error;
        }
      }),
    );
    const signed = new Set(witnesses.filter(({ verdict }) => verdict === 'signed').map(({ name }) => name));
    const isFalse = witnesses.some(({ verdict }) => verdict === 'false');
    return { end: !isFalse && meetsQuorum(policy, signed) ? 'holds' : 'fails', witnesses };
  } catch (error) {
    if (error instanceof CannotCheck) return { end: 'ed25519', witnesses: [] };
    throw error;
  }
}
