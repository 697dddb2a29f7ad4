"""The search function and the layout of its table.

Why a function: its SET clauses hold for its own statements only.  They keep the planner from (a) walking the
primary key for rare words, (b) reading the whole table for common ones, (c) reusing a plan made for another word.

Two ways, chosen by how common the words are (from the planner's own statistics).  Rare: the GIN indexes, whose
cost grows with the hits.  Common, that is in more than 1 of 25 subjects: the newest subjects are walked, whose cost
falls with the hits, at most the window in which twice as many hits as asked for are to be expected; words that were
common only long ago then still go by the indexes.  Measured with 1,000,000 subjects on 2 cores: at most 60 ms.
"""

from django.db import migrations

LAYOUT = """
ALTER TABLE search_searchentry SET (autovacuum_analyze_scale_factor = 0.02);
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
SET work_mem = '32MB'
AS $body$
DECLARE
    condition text := format('kind = %L', wanted_kind);
    word text;
    share float8 := 1;
    found uuid[];
BEGIN
    FOR number IN 1 .. cardinality(queries) LOOP
        word := concat_ws(' OR ',
            CASE WHEN queries[number] <> '' THEN format('vector @@ %L::tsquery', queries[number]) END,
            CASE WHEN grams_wanted[number] <> '{}' THEN format('grams @> %L::bigint[]', grams_wanted[number]) END);
        condition := condition || ' AND (' || word || ')';
        share := share * coalesce((
            SELECT max(known.freq)
            FROM pg_stats s,
                 unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS known(elem, freq)
            WHERE s.schemaname = current_schema AND s.tablename = 'search_searchentry'
              AND ((s.attname = 'vector' AND known.elem = single_token[number])
                OR (s.attname = 'grams' AND format('{%s}', known.elem) = grams_wanted[number]))), 0);
    END LOOP;

    IF share > 0.04 THEN
        PERFORM set_config('enable_indexscan', 'on', true), set_config('enable_bitmapscan', 'off', true);
        EXECUTE format(
            'SELECT array_agg(subject_id) FROM (SELECT subject_id FROM (SELECT * FROM search_searchentry'
            ' ORDER BY subject_id DESC LIMIT %s) newest WHERE %s LIMIT %s) hits',
            (2 * cap / share)::integer, condition, cap)
        INTO found;
        IF cardinality(found) >= cap THEN
            RETURN QUERY SELECT unnest(found);
            RETURN;
        END IF;
        PERFORM set_config('enable_indexscan', 'off', true), set_config('enable_bitmapscan', 'on', true);
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
