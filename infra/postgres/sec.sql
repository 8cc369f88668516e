-- Schema sec: the signed context that every row policy reads. Run by `npm run provision`, after roles.sql; may be run again.
-- The API and the worker write `v1.kid.agency.person.exp.pid.mac` into the local setting app.ctx; the key that makes the mac
-- is a secret file of theirs, so that somebody who can only run SQL cannot write a context of his own.
SET ROLE comity_owner;

CREATE TABLE IF NOT EXISTS sec.context_key (
  kid text PRIMARY KEY CHECK (kid ~ '^[a-z0-9]{1,32}$'),
  ipad bytea NOT NULL CHECK (octet_length(ipad) = 64), -- the key xor 0x36…, the inner block of HMAC
  opad bytea NOT NULL CHECK (octet_length(opad) = 64), -- the key xor 0x5c…, the outer block
  not_after timestamptz NOT NULL
);
REVOKE ALL ON sec.context_key FROM PUBLIC;

-- HMAC-SHA-256 by hand, because pgcrypto is an extension that a deployment may not have.
CREATE OR REPLACE FUNCTION sec.context() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE
  raw text := nullif(current_setting('app.ctx', true), '');
  p text[];
  k record;
BEGIN
  IF raw IS NULL THEN RETURN NULL; END IF;
  p := string_to_array(raw, '.');
  IF array_length(p, 1) <> 7 OR p[1] <> 'v1' THEN RETURN NULL; END IF;
  SELECT ipad, opad INTO k FROM sec.context_key WHERE kid = p[2] AND not_after > clock_timestamp();
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF sha256(k.opad || sha256(k.ipad || convert_to(array_to_string(p[1:6], '.'), 'UTF8'))) <> decode(p[7], 'hex') THEN RETURN NULL; END IF;
  IF p[5]::bigint < extract(epoch FROM clock_timestamp()) OR p[6] <> pg_backend_pid()::text THEN RETURN NULL; END IF;
  RETURN p;
EXCEPTION WHEN others THEN
  RETURN NULL; -- a context that cannot be read is no context
END $f$;

CREATE OR REPLACE FUNCTION sec.agency() RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT nullif((sec.context())[3], '')::uuid $f$;

CREATE OR REPLACE FUNCTION sec.person() RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT nullif((sec.context())[4], '')::uuid $f$;

REVOKE ALL ON FUNCTION sec.context(), sec.agency(), sec.person() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.context(), sec.agency(), sec.person() TO comity_api, comity_worker;
RESET ROLE;
