import { createHash } from 'node:crypto';
import { append, commitment } from '@comity/audit';
import { canonicalJson, type Json } from '@comity/transparency-log';
import { type Act } from './planting.js';

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(value)) as Json))
    .digest('base64url');

/** Plants jurisdictions, and profiles and corridors with an entry each. */
export async function plantLaw({ tx, roster, actor, by2 }: Act): Promise<void> {
  for (const j of roster.jurisdictions) {
    await tx.query('insert into comity.jurisdiction (code, name, kind, iccpr, zones, engine_profile) values ($1, $2, $3, $4, $5, $6)', [
      j.code,
      j.name,
      j.kind,
      j.iccpr,
      j.zones,
      j.engineProfile,
    ]);
  }
  for (const profile of roster.profiles) {
    const data = { version: profile.version, valid_from: profile.validFrom, hash: digest(profile.body), approved_by: by2 };
    const log = await append(tx, {
      kind: 'jurisdiction.profile_activated',
      actor,
      on: { type: 'profile', id: profile.id },
      parties: [profile.jurisdiction],
      data,
    });
    await tx.query(
      'insert into comity.profile (id, jurisdiction, engine_profile, version, body, hash, valid_from, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [profile.id, profile.jurisdiction, profile.engineProfile, profile.version, profile.body, data.hash, profile.validFrom, log.entryId],
    );
  }
  for (const corridor of roster.corridors) {
    const { requesting, holding, version } = corridor;
    const data = { requesting, holding, version, valid_from: corridor.validFrom, hash: digest(corridor.body), approved_by: by2 };
    const parties = [requesting, holding].sort();
    const log = await append(tx, { kind: 'corridor.version_activated', actor, on: { type: 'corridor', id: corridor.id }, parties, data });
    await tx.query('insert into comity.corridor (id, requesting, holding, version, body, hash, valid_from, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      corridor.id,
      requesting,
      holding,
      version,
      corridor.body,
      data.hash,
      corridor.validFrom,
      log.entryId,
    ]);
  }
}

/** Plants the agencies, each with its entry. Their jurisdictions stand already. */
export async function plantAgencies({ tx, roster, actor, by2 }: Act): Promise<void> {
  for (const agency of roster.agencies) {
    const log = await append(tx, {
      kind: 'agency.created',
      actor,
      on: { type: 'agency', id: agency.id },
      parties: [agency.jurisdiction],
      data: { agency_kind: agency.kind, jurisdiction: agency.jurisdiction, approved_by: by2 },
      commit: { record: commitment('record', { name: agency.name }).commitment },
    });
    await tx.query("insert into comity.agency (id, jurisdiction, name, kind, state, entry_id) values ($1, $2, $3, $4, 'active', $5)", [
      agency.id,
      agency.jurisdiction,
      agency.name,
      agency.kind,
      log.entryId,
    ]);
  }
}
