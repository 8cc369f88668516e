import { type AgencyKind, type CertificateKind, type Role } from '@comity/casework';

/** One natural person's account, as infra/keycloak/people.json lists it. */
export interface RosterPerson {
  key: string;
  sub: string;
  person: string;
  name: string;
  roles: Role[];
  agency: string;
  /** Languages the person works in, BCP 47; English where nothing is said. */
  languages?: string[];
  /** False for an account whose holder passed no examination. */
  certified?: boolean;
  /** True for an auditor who keeps questions and certificates too. */
  examiner?: boolean;
}

/** What the roster act plants: law, agencies and people of a demonstration. */
export interface Roster {
  jurisdictions: {
    code: string;
    name: Record<string, string>;
    kind: 'state' | 'organisation';
    iccpr: 'party' | 'signatory' | 'non_party';
    zones: string[];
    engineProfile: string;
  }[];
  profiles: { id: string; jurisdiction: string; engineProfile: string; version: number; validFrom: string; body: unknown }[];
  corridors: { id: string; requesting: string; holding: string; version: number; validFrom: string; body: Corridor }[];
  agencies: { id: string; jurisdiction: string; kind: AgencyKind; name: Record<string, string> }[];
  people: RosterPerson[];
  /** Keys of the two administrators, of different oversight bodies, who stand behind every row of the roster. */
  administrators: [string, string];
}

/** The part of a corridor version that the walk reads. Directed: from the jurisdiction that asks to the one that holds. */
export interface Corridor {
  /** `demonstration, not law` where it is invented. */
  standing: string;
  cooperationBases: string[];
  channels: { channel: string; addressee: string }[];
  requestLanguages: string[];
  protectionLevel: string;
  reviewRule: { secondReviewAlways: boolean; reviewersOutsideBoth: boolean };
  refusalGrounds: { code: string; source: string; scope: 'line' | 'request'; absolute: boolean }[];
}

/** Which certificate each role needs before it may submit, review or inspect. */
export const CERTIFICATE_OF: Partial<Record<Role, CertificateKind>> = {
  officer: 'iccpr_basic',
  supervisor: 'iccpr_basic',
  desk: 'iccpr_basic',
  liaison: 'iccpr_review',
  lead: 'iccpr_review',
  auditor: 'auditor',
};
