"""The search function and the layout of its table.

Why a function: its SET clauses hold for its own statements only.  They keep the planner from (a) walking the
primary key for rare words, (b) reading the whole table and unpacking every vector for common ones, (c) reusing a
plan made for another word.  Why the columns lie outside the row: a bitmap of 300,000 hits then touches pages of
80 rows instead of 6.  Words in more than a fifth of all subjects are the exception: there the newest rows are
walked, at most the window in which twice as many hits as asked for are to be expected.
"""

from django.db import migrations

LAYOUT = """
ALTER TABLE search_searchentry SET (toast_tuple_target = 128, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE search_searchentry ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE search_searchentry ALTER COLUMN grams SET STORAGE EXTERNAL;
"""

FUNCTION = """
CREATE OR REPLACE FUNCTION minqing_matching_subjects(
    wanted_kind text, queries text[], grams_wanted text[], single_token text[], cap integer
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE ROWS 500
SET enable_seqscan = off
SET enable_indexscan = off
SET jit = off
SET max_parallel_workers_per_gather = 0
AS $body$
DECLARE
    condition text := format('kind = %L', wanted_kind);
    word text;
    share real;
    look_at integer;
    found uuid[];
BEGIN
    FOR number IN 1 .. cardinality(queries) LOOP
        word := concat_ws(' OR ',
            CASE WHEN queries[number] <> '' THEN format('vector @@ %L::tsquery', queries[number]) END,
            CASE WHEN grams_wanted[number] <> '{}' THEN format('grams @> %L::bigint[]', grams_wanted[number]) END);
        condition := condition || ' AND (' || word || ')';
    END LOOP;

    IF cardinality(single_token) = 1 THEN
        SELECT e.freq INTO share
        FROM pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS e(elem, freq)
        WHERE s.schemaname = current_schema AND s.tablename = 'search_searchentry' AND s.attname = 'vector'
          AND e.elem = single_token[1]
        LIMIT 1;
        IF share > 0.2 THEN
            look_at := (2 * cap / share)::integer;
            PERFORM set_config('enable_indexscan', 'on', true), set_config('enable_bitmapscan', 'off', true);
            EXECUTE format(
                'SELECT array_agg(subject_id) FROM (SELECT subject_id FROM (SELECT * FROM search_searchentry'
                ' ORDER BY subject_id DESC LIMIT %s) newest WHERE %s LIMIT %s) hits', look_at, condition, cap)
            INTO found;
            IF cardinality(found) >= cap THEN
                RETURN QUERY SELECT unnest(found);
                RETURN;
            END IF;
            PERFORM set_config('enable_indexscan', 'off', true), set_config('enable_bitmapscan', 'on', true);
        END IF;
    END IF;

    RETURN QUERY EXECUTE format(
        'SELECT subject_id FROM (SELECT subject_id FROM search_searchentry WHERE %s OFFSET 0) hits'
        ' ORDER BY subject_id DESC LIMIT %s', condition, cap);
END
$body$;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.RunSQL(LAYOUT, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION minqing_matching_subjects(text, text[], text[], text[], integer)"),
    ]
