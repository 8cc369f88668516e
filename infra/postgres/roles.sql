-- Roles and schemas of one Comity database. Run by `npm run provision -- ADMIN_URL`, the only step with administrator rights.
-- May be run again at any time: it adds what is missing and changes nothing else. Passwords are set by the program, never here.

DO $$
DECLARE r text;
BEGIN
  -- Groups: they own tables or carry grants, and nobody signs in with them.
  FOREACH r IN ARRAY ARRAY['comity_owner', 'tlog_owner', 'tlog_sequencer', 'tlog_publisher', 'tlog_reader', 'tlog_auditor', 'tlog_keeper'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', r); END IF;
  END LOOP;
  -- Logins. NOINHERIT: what api, worker and migrator may do is granted to them by name or taken by SET ROLE, never picked up on the side.
  FOREACH r IN ARRAY ARRAY['comity_migrator', 'comity_api', 'comity_worker', 'comity_queue'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT NOBYPASSRLS', r); END IF;
  END LOOP;
  FOREACH r IN ARRAY ARRAY['comity_sequencer', 'comity_publisher', 'comity_log_server', 'comity_auditor'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I LOGIN INHERIT NOBYPASSRLS', r); END IF;
  END LOOP;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'comity_backup') THEN CREATE ROLE comity_backup LOGIN REPLICATION NOBYPASSRLS; END IF;
END $$;

DO $$
DECLARE pair text[];
BEGIN
  FOREACH pair SLICE 1 IN ARRAY ARRAY[
    ['tlog_reader', 'tlog_auditor'],
    ['comity_owner', 'comity_migrator'], ['tlog_owner', 'comity_migrator'],
    ['tlog_sequencer', 'comity_sequencer'], ['tlog_publisher', 'comity_publisher'],
    ['tlog_auditor', 'comity_log_server'], ['tlog_auditor', 'comity_auditor']
  ] LOOP
    -- Asked first, so that a second run neither warns nor writes to the shared catalogue.
    IF NOT EXISTS (SELECT 1 FROM pg_auth_members WHERE roleid = pair[1]::regrole AND member = pair[2]::regrole) THEN
      EXECUTE format('GRANT %I TO %I', pair[1], pair[2]);
    END IF;
  END LOOP;
END $$;

-- Each role's own limits. The time budget: lock 3 s, statement 5 s, handler 8 s, door 9 s.
ALTER ROLE comity_migrator SET lock_timeout = '3s';
ALTER ROLE comity_api SET statement_timeout = '5s';
ALTER ROLE comity_api SET lock_timeout = '3s';
ALTER ROLE comity_api SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE comity_worker SET statement_timeout = '30s';
ALTER ROLE comity_worker SET lock_timeout = '3s';
ALTER ROLE comity_worker SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE comity_auditor SET statement_timeout = '5s';
ALTER ROLE comity_auditor SET default_transaction_read_only = on;
ALTER ROLE comity_log_server SET statement_timeout = '30s';
ALTER ROLE comity_log_server SET default_transaction_read_only = on;
ALTER ROLE comity_sequencer SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE comity_sequencer SET synchronous_commit = on;
ALTER ROLE comity_publisher SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE comity_publisher SET synchronous_commit = on;
ALTER ROLE comity_queue SET search_path = bullmq;

-- The database belongs to its roles alone, keeps time in UTC and prints no row into a program log.
DO $$
DECLARE
  setting text[];
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO comity_migrator, comity_api, comity_worker, comity_queue, comity_sequencer, comity_publisher, comity_log_server, comity_auditor, comity_backup', current_database());
  -- BullMQ's own migration says CREATE SCHEMA IF NOT EXISTS, which asks for this right even when the schema is there.
  EXECUTE format('GRANT CREATE ON DATABASE %I TO comity_queue', current_database());
  FOREACH setting SLICE 1 IN ARRAY ARRAY[
    ['timezone', 'UTC'], ['default_transaction_isolation', 'read committed'],
    ['log_statement', 'none'], ['log_parameter_max_length', '0'], ['log_parameter_max_length_on_error', '0'],
    ['log_error_verbosity', 'terse'], ['log_min_error_statement', 'panic']
  ] LOOP
    EXECUTE format('ALTER DATABASE %I SET %I = %L', current_database(), setting[1], setting[2]);
  END LOOP;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
-- Statistics hold sample values of columns.
REVOKE SELECT ON pg_catalog.pg_stats, pg_catalog.pg_stats_ext, pg_catalog.pg_stats_ext_exprs FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS comity AUTHORIZATION comity_owner;
CREATE SCHEMA IF NOT EXISTS sec AUTHORIZATION comity_owner;
CREATE SCHEMA IF NOT EXISTS tlog AUTHORIZATION tlog_owner;
CREATE SCHEMA IF NOT EXISTS bullmq AUTHORIZATION comity_queue;
GRANT USAGE ON SCHEMA comity TO comity_api, comity_worker, comity_auditor;
GRANT USAGE ON SCHEMA sec TO comity_api, comity_worker;

-- A function that a migration makes is nobody's until it is granted by name.
ALTER DEFAULT PRIVILEGES FOR ROLE comity_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE tlog_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
