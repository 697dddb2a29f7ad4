"""Appends entries to their chains in the order given: the end of each chain read, the digest computed, written.

A function, because each of its statements sees what was committed meanwhile: ON CONFLICT waits for a writer that
holds the same number and then inserts nothing, so whoever comes second reads the new end and tries again. No chain
ever needs a lock. Each line is an array: chain, stream, instant, account, post, organ, name, payload, and the
canonical text (rules.py) before the digest of the entry before and after the number.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION minqing_ledger_append(lines jsonb) RETURNS jsonb
LANGUAGE plpgsql
AS $body$
DECLARE
    line jsonb;
    last_seq integer;
    last_digest bytea;
    new_id bigint;
    new_digest bytea;
    written jsonb := '[]';
BEGIN
    FOR line IN SELECT jsonb_array_elements(lines) LOOP
        LOOP
            SELECT e.seq, e.digest INTO last_seq, last_digest
            FROM ledger_entry e
            WHERE e.chain = (line->>0)::uuid AND e.stream = line->>1
            ORDER BY e.seq DESC LIMIT 1;
            IF NOT FOUND THEN
                last_seq := 0;
                last_digest := decode(repeat('00', 32), 'hex');
            END IF;
            INSERT INTO ledger_entry
                (chain, stream, seq, at, account_id, post_title, organ_id, name, payload, previous, digest)
            VALUES
                ((line->>0)::uuid, line->>1, last_seq + 1, (line->>2)::timestamptz, (line->>3)::uuid, line->>4,
                 (line->>5)::uuid, line->>6, line->7, last_digest,
                 sha256(convert_to(
                     (line->>8) || encode(last_digest, 'hex') || '","seq":' || (last_seq + 1) || (line->>9), 'UTF8')))
            ON CONFLICT (chain, stream, seq) DO NOTHING
            RETURNING id, digest INTO new_id, new_digest;
            EXIT WHEN FOUND;
        END LOOP;
        written := written || jsonb_build_array(jsonb_build_array(
            new_id, last_seq + 1, encode(last_digest, 'hex'), encode(new_digest, 'hex')));
    END LOOP;
    RETURN written;
END;
$body$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION minqing_ledger_append(jsonb)")]
