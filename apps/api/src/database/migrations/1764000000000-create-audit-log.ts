import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Schema of the audit log: entries, queue, leaves, tiles, checkpoints, the guards that keep them append-only, and the grants.
 * Roles and the empty schema `tlog` are made before by `npm run provision`; the login that migrates is a member of `tlog_owner`.
 * The row of the one log takes its name from LOG_ORIGIN, which must be set when migrations run.
 * @source log.md 2.1, statement by statement; it runs on PostgreSQL 15 and 18.
 */
export class CreateAuditLog1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const origin = process.env['LOG_ORIGIN'];
    if (!origin) throw new Error('LOG_ORIGIN is not set: the audit log needs its name before its tables are made.');
    await queryRunner.query('SET LOCAL ROLE tlog_owner');
    await queryRunner.query(SCHEMA);
    await queryRunner.query(GRANTS);
    await queryRunner.query('INSERT INTO tlog.log (log_id, origin) VALUES ($1, $2)', [LOG_ID, origin]);
    await queryRunner.query('INSERT INTO tlog.state (log_id) VALUES ($1)', [LOG_ID]);
    await queryRunner.query('RESET ROLE');
  }

  /** There is no way back: a log that a migration can drop is not a log. */
  down(): Promise<void> {
    return Promise.reject(new Error('The audit log cannot be removed by a migration.'));
  }
}

/** Number of the log in every table of `tlog`; a second one exists only after a key compromise (log.md 7.3). */
const LOG_ID = 1;

const SCHEMA = String.raw`
CREATE TABLE tlog.log (                                  -- one row per log; a second row only after a key compromise
  log_id smallint PRIMARY KEY, origin text NOT NULL UNIQUE CHECK (origin ~ '^[!-*,-~]{1,200}$'),  -- printable ASCII, no space, no plus
  frozen_at timestamptz, frozen_why text, min_index bigint NOT NULL DEFAULT 0 CHECK (min_index >= 0), created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE tlog.entry (
  entry_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY (CACHE 1),            -- arrival hint, NOT the log index
  log_id smallint NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  body bytea NOT NULL CHECK (octet_length(body) BETWEEN 2 AND 16384),
  leaf_hash bytea NOT NULL CHECK (leaf_hash = sha256('\x00'::bytea || body)), -- computed by the application, checked by the database
  PRIMARY KEY (entry_id)) PARTITION BY RANGE (entry_id);
CREATE TABLE tlog.queue (entry_id bigint PRIMARY KEY, log_id smallint NOT NULL, leaf_hash bytea NOT NULL)
  WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
CREATE TABLE tlog.leaf (
  log_id smallint NOT NULL, leaf_index bigint NOT NULL CHECK (leaf_index >= 0), entry_id bigint NOT NULL,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32), PRIMARY KEY (log_id, leaf_index), CONSTRAINT leaf_once UNIQUE (entry_id));
CREATE TABLE tlog.tile (                                 -- full tiles only; partial tiles are derived (6.2)
  log_id smallint NOT NULL, level smallint NOT NULL CHECK (level BETWEEN 0 AND 7), n bigint NOT NULL CHECK (n >= 0),
  hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192), root bytea NOT NULL CHECK (octet_length(root) = 32), PRIMARY KEY (log_id, level, n));
ALTER TABLE tlog.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
CREATE TABLE tlog.state (
  log_id smallint PRIMARY KEY REFERENCES tlog.log, size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  root bytea NOT NULL DEFAULT sha256(''::bytea) CHECK (octet_length(root) = 32), low_water bigint NOT NULL DEFAULT 0,
  epoch bigint NOT NULL DEFAULT 0, integrated_at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
CREATE TABLE tlog.checkpoint (                           -- signed by the log, perhaps not yet published
  log_id smallint, size bigint, root bytea NOT NULL CHECK (octet_length(root) = 32), epoch bigint NOT NULL, note text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (log_id, size));
CREATE TABLE tlog.cosignature (
  log_id smallint, size bigint, key_name text, key_id bytea CHECK (octet_length(key_id) = 4), sig_time bigint, line text NOT NULL,
  PRIMARY KEY (log_id, size, key_name, key_id, sig_time), FOREIGN KEY (log_id, size) REFERENCES tlog.checkpoint);
CREATE TABLE tlog.published (log_id smallint PRIMARY KEY, size bigint NOT NULL, note text NOT NULL, published_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE tlog.witness_state (log_id smallint, witness text, last_size bigint NOT NULL DEFAULT 0, last_status int, last_ok timestamptz, PRIMARY KEY (log_id, witness));
CREATE TABLE tlog.timestamp_token (log_id smallint, size bigint, tsa text, tsr bytea NOT NULL, PRIMARY KEY (log_id, size, tsa));
CREATE TABLE tlog.receipt (entry_id bigint PRIMARY KEY, note text NOT NULL, issued_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE tlog.receipt_due (entry_id bigint PRIMARY KEY);                 -- written by the act, emptied by the publisher (9.3)
CREATE TABLE tlog.entry_idem (idem_key uuid PRIMARY KEY, entry_id bigint NOT NULL, leaf_hash bytea NOT NULL);
-- guards: ALWAYS triggers, so that session_replication_role does not skip them
CREATE FUNCTION tlog.deny() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'tlog: % on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = '42501'; END $$;
CREATE FUNCTION tlog.guard(t regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('CREATE TRIGGER deny_row BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION tlog.deny()', t);
  EXECUTE format('CREATE TRIGGER deny_all BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION tlog.deny()', t);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER deny_row, ENABLE ALWAYS TRIGGER deny_all', t); END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['leaf','tile','checkpoint','cosignature','timestamp_token','receipt','entry_idem'] LOOP
  PERFORM tlog.guard(format('tlog.%I', t)::regclass); END LOOP; END $$;
CREATE FUNCTION tlog.only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE bad boolean; BEGIN
  CASE TG_TABLE_NAME
    WHEN 'state' THEN bad := NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) OR NEW.low_water < OLD.low_water OR NEW.epoch < OLD.epoch;
    WHEN 'published' THEN bad := NEW.size < OLD.size;
    WHEN 'log' THEN bad := NEW.origin <> OLD.origin OR NEW.min_index < OLD.min_index
                           OR (OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS NULL AND current_user <> 'tlog_owner'); END CASE;
  IF bad OR NEW.log_id <> OLD.log_id THEN RAISE EXCEPTION 'tlog: % may only grow', TG_TABLE_NAME USING ERRCODE = '42501'; END IF; RETURN NEW; END $$;
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['state','published','log'] LOOP
  EXECUTE format('CREATE TRIGGER grow BEFORE UPDATE ON tlog.%I FOR EACH ROW EXECUTE FUNCTION tlog.only_grows()', t);
  EXECUTE format('CREATE TRIGGER deny_del BEFORE DELETE ON tlog.%I FOR EACH ROW EXECUTE FUNCTION tlog.deny()', t);
  EXECUTE format('ALTER TABLE tlog.%I ENABLE ALWAYS TRIGGER grow, ENABLE ALWAYS TRIGGER deny_del', t); END LOOP; END $$;
-- partitions are made here only, so that none is ever without its guards
CREATE FUNCTION tlog.add_partition(p_width bigint DEFAULT 10000000) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DECLARE lo bigint; name text; BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('tlog.add_partition', 0));
  SELECT coalesce(max(substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''?(\d+)''?\)')::bigint), 1) INTO lo
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'tlog.entry'::regclass;
  name := format('entry_%s', lo);                        -- named by its first entry_id
  EXECUTE format('CREATE TABLE tlog.%I (LIKE tlog.entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  PERFORM tlog.guard(format('tlog.%I', name)::regclass);
  EXECUTE format('ALTER TABLE tlog.entry ATTACH PARTITION tlog.%I FOR VALUES FROM (%s) TO (%s)', name, lo, lo + p_width);
  RETURN name; END $$;
SELECT tlog.add_partition(), tlog.add_partition();
CREATE FUNCTION tlog.append(p_log smallint, p_body bytea, p_hash bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DECLARE v bigint; BEGIN
  PERFORM pg_current_xact_id();                          -- an xid BEFORE nextval: the proof in 4.3 needs it
  INSERT INTO tlog.entry (log_id, body, leaf_hash) VALUES (p_log, p_body, p_hash) RETURNING entry_id INTO v;
  INSERT INTO tlog.queue VALUES (v, p_log, p_hash); RETURN v; END $$;
CREATE FUNCTION tlog.append_many(p_log smallint, p_bodies bytea, p_off int[], p_len int[], p_hashes bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DECLARE first_id bigint; BEGIN
  PERFORM pg_current_xact_id();                          -- bodies packed in one bytea, offsets from 1, hashes 32 bytes each
  WITH src AS MATERIALIZED (SELECT nextval('tlog.entry_entry_id_seq') AS id, o, l, r
         FROM (SELECT * FROM unnest(p_off, p_len) WITH ORDINALITY AS t(o, l, r) ORDER BY r) z),
       e AS (INSERT INTO tlog.entry (entry_id, log_id, body, leaf_hash) OVERRIDING SYSTEM VALUE
         SELECT id, p_log, substring(p_bodies FROM o FOR l), substring(p_hashes FROM (32*(r-1)+1)::int FOR 32) FROM src),
       q AS (INSERT INTO tlog.queue SELECT id, p_log, substring(p_hashes FROM (32*(r-1)+1)::int FOR 32) FROM src)
  SELECT min(id) INTO first_id FROM src; RETURN first_id; END $$;
CREATE FUNCTION tlog.append_once(p_log smallint, p_key uuid, p_body bytea, p_hash bytea) RETURNS bigint  -- for jobs without a business row
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DECLARE v bigint; h bytea; BEGIN
  PERFORM pg_current_xact_id(), pg_advisory_xact_lock(hashtextextended(p_key::text, 7305));
  SELECT i.entry_id, i.leaf_hash INTO v, h FROM tlog.entry_idem i WHERE i.idem_key = p_key;
  IF FOUND AND h <> p_hash THEN RAISE EXCEPTION 'tlog: idempotency key reused with another body' USING ERRCODE = '23505'; END IF;
  IF NOT FOUND THEN v := tlog.append(p_log, p_body, p_hash); INSERT INTO tlog.entry_idem VALUES (p_key, v, p_hash); END IF;
  RETURN v; END $$;
CREATE FUNCTION tlog.require_entry() RETURNS trigger                         -- deferred: no act without its entry (3.2)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ DECLARE b jsonb; BEGIN
  SELECT convert_from(e.body, 'UTF8')::jsonb INTO b FROM tlog.entry e JOIN tlog.queue q USING (entry_id) WHERE e.entry_id = NEW.entry_id;
  IF b IS NULL OR b->>'kind' <> ALL (TG_ARGV) OR b->'on'->>'id' IS DISTINCT FROM NEW.id::text THEN
    RAISE EXCEPTION 'tlog: % % has no entry of its own', TG_TABLE_NAME, NEW.id USING ERRCODE = '23514'; END IF; RETURN NULL; END $$;
CREATE FUNCTION tlog.readback(p_log smallint, a bigint, b bigint) RETURNS bigint  -- first index in [a, b) whose stored body is not its leaf
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT min(l.leaf_index) FROM tlog.leaf l LEFT JOIN tlog.entry e USING (entry_id)
   WHERE l.log_id = p_log AND l.leaf_index >= a AND l.leaf_index < b
     AND (e.body IS NULL OR e.log_id <> p_log OR sha256('\x00'::bytea || e.body) <> l.leaf_hash) $$;
CREATE FUNCTION tlog.health() RETURNS TABLE (log_id smallint, frozen boolean, size bigint, published_size bigint, published_age_s numeric, queue_age_s numeric, unpublished_age_s numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.log_id, g.frozen_at IS NOT NULL, s.size, p.size, extract(epoch FROM clock_timestamp() - p.published_at), o.age,
    coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at) FROM tlog.leaf l JOIN tlog.entry e USING (entry_id)
      WHERE l.log_id = g.log_id AND l.leaf_index = coalesce(p.size, 0)), o.age)          -- oldest entry not yet published
    FROM tlog.log g JOIN tlog.state s USING (log_id) LEFT JOIN tlog.published p USING (log_id)
    LEFT JOIN LATERAL (SELECT extract(epoch FROM clock_timestamp() - e.recorded_at) AS age FROM tlog.queue q JOIN tlog.entry e USING (entry_id)
      WHERE q.log_id = g.log_id ORDER BY q.entry_id LIMIT 1) o ON true $$;
`;

const GRANTS = String.raw`
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tlog FROM PUBLIC;
GRANT USAGE ON SCHEMA tlog TO comity_owner, comity_api, comity_worker, tlog_sequencer, tlog_publisher, tlog_reader, tlog_keeper;
GRANT EXECUTE ON FUNCTION tlog.require_entry TO comity_owner;                -- it makes the triggers of 3.2
GRANT EXECUTE ON FUNCTION tlog.append, tlog.append_many, tlog.append_once TO comity_api, comity_worker;  -- directly: both are NOINHERIT
GRANT EXECUTE ON FUNCTION tlog.health TO comity_api, comity_worker, tlog_sequencer, tlog_publisher, tlog_reader;
GRANT INSERT ON tlog.receipt_due TO comity_api, comity_worker; GRANT SELECT, DELETE ON tlog.receipt_due TO tlog_publisher; GRANT SELECT ON tlog.receipt TO comity_api, comity_worker;
GRANT SELECT, DELETE ON tlog.queue TO tlog_sequencer; GRANT SELECT, INSERT ON tlog.leaf, tlog.tile TO tlog_sequencer;
GRANT SELECT, UPDATE (size, root, low_water, epoch, integrated_at) ON tlog.state TO tlog_sequencer;
GRANT SELECT ON SEQUENCE tlog.entry_entry_id_seq TO tlog_sequencer; GRANT SELECT ON tlog.log TO tlog_sequencer, tlog_publisher, tlog_reader;
GRANT UPDATE (frozen_at, frozen_why) ON tlog.log TO tlog_sequencer, tlog_publisher;
GRANT SELECT ON tlog.state, tlog.leaf, tlog.tile, tlog.queue TO tlog_publisher; GRANT EXECUTE ON FUNCTION tlog.readback TO tlog_publisher;
GRANT SELECT, INSERT ON tlog.checkpoint, tlog.cosignature, tlog.timestamp_token, tlog.receipt TO tlog_publisher; GRANT SELECT, INSERT, UPDATE ON tlog.published, tlog.witness_state TO tlog_publisher;
GRANT SELECT ON tlog.leaf, tlog.tile, tlog.checkpoint, tlog.cosignature, tlog.published, tlog.timestamp_token TO tlog_reader; GRANT SELECT ON tlog.entry TO tlog_auditor; GRANT EXECUTE ON FUNCTION tlog.add_partition TO tlog_keeper, comity_worker;
GRANT SELECT, UPDATE (min_index) ON tlog.log TO tlog_keeper;
`;
