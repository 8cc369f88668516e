/** Sample people by agency, as the front door of the demonstration lists them in `/sample-people.json`. */
export interface SamplePeople {
  agencies: {
    jurisdiction: string;
    kind: 'national_unit' | 'international_unit' | 'oversight_body';
    name: { en: string; ar: string };
    people: { key: string; name: string; roles: string[]; inSight: boolean }[];
  }[];
}
