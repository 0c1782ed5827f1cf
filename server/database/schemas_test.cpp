#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "database/testing_backends.hpp"

/// The two sets of migrations lead to the same tables, so that one text of a statement means the same on both.
namespace rollcall::database {
namespace {

struct Question {
    std::string_view what;
    std::string_view sqlite;
    std::string_view postgres;
};

// Each answers sorted lines. What SQLite makes for itself (sqlite_sequence, tables of search indexes) is not asked for.
constexpr Question questions[] = {
    {"columns",
     R"(SELECT t.name || '.' || c.name || ' ' || lower(c.type) ||
               CASE WHEN t.type = 'table' AND (c."notnull" = 1 OR c.pk > 0) THEN ' not null' ELSE '' END ||
               COALESCE(' default ' || c.dflt_value, '')
        FROM pragma_table_list t, pragma_table_xinfo(t.name) c
        WHERE t.schema = 'main' AND t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' AND c.hidden = 0)",
     R"(SELECT table_name || '.' || column_name || ' ' || replace(replace(data_type, 'integer', 'int4'), 'bigint', 'integer') ||
               CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END ||
               COALESCE(' default ' || split_part(column_default, '::', 1), '')
        FROM information_schema.columns WHERE table_schema = 'public')"},
    {"keys and indexes",
     R"(SELECT t.name || ': ' || CASE WHEN i.origin = 'c' THEN i.name ELSE i.origin END ||
               CASE WHEN i."unique" = 1 THEN ' unique' ELSE '' END ||
               CASE WHEN i.partial = 1 THEN ' partial' ELSE '' END ||
               ' (' || (SELECT group_concat(part, ', ') FROM (
                   SELECT COALESCE(x.name, 'expression') || CASE WHEN x.desc = 1 THEN ' desc' ELSE '' END AS part
                   FROM pragma_index_xinfo(i.name) x WHERE x.key = 1 ORDER BY x.seqno)) || ')'
        FROM pragma_table_list t, pragma_index_list(t.name) i
        WHERE t.schema = 'main' AND t.type = 'table'
        UNION ALL
        SELECT t.name || ': pk unique (' || c.name || ')'
        FROM pragma_table_list t, pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND c.pk = 1 AND c.type = 'INTEGER' AND NOT EXISTS (
            SELECT 1 FROM pragma_index_list(t.name) i WHERE i.origin = 'pk'))",
     R"(SELECT t.relname || ': ' ||
               COALESCE((SELECT CASE k.contype WHEN 'p' THEN 'pk' ELSE 'u' END FROM pg_constraint k
                         WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')), CAST(x.relname AS TEXT)) ||
               CASE WHEN i.indisunique THEN ' unique' ELSE '' END ||
               CASE WHEN i.indpred IS NOT NULL THEN ' partial' ELSE '' END ||
               ' (' || (SELECT string_agg(
                       COALESCE(CAST(a.attname AS TEXT), 'expression') ||
                       CASE WHEN i.indoption[n - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY n)
                   FROM generate_series(1, i.indnkeyatts) n
                   LEFT JOIN pg_attribute a
                   ON a.attrelid = t.oid AND a.attnum = i.indkey[n - 1] AND a.attnum > 0) || ')'
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
        JOIN pg_namespace s ON s.oid = t.relnamespace AND s.nspname = 'public')"},
    {"references",
     R"(SELECT t.name || '.' || f."from" || ' -> ' || f."table" || '.' || COALESCE(f."to", 'id') || ' ' ||
               lower(f.on_delete)
        FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main')",
     R"(SELECT t.relname || '.' || a.attname || ' -> ' || o.relname || '.' || b.attname || ' ' ||
               CASE k.confdeltype WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'a' THEN 'no action'
                                  ELSE 'other' END
        FROM pg_constraint k
        JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class o ON o.oid = k.confrelid
        CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (mine, theirs)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = pair.mine
        JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = pair.theirs
        WHERE k.contype = 'f')"},
};

class Schemas : public ::testing::Test {
protected:
    static std::vector<std::string> lines(const testing::EmptyDatabase& database, std::string_view question) {
        auto answer = database.connect_to_read()->all(question, [](const Row& row) { return row.text(0); });
        std::ranges::sort(answer);
        return answer;
    }

    testing::FixedClock clock;
    testing::EmptyDatabase sqlite{testing::Backend::sqlite};
    testing::EmptyDatabase postgres{testing::Backend::postgres};
};

TEST_F(Schemas, are_steps_of_the_same_numbers_and_titles) {
    const auto titles = [](std::span<const Migration> migrations) {
        std::vector<std::pair<int, std::string_view>> all;
        for (const auto& migration : migrations) all.emplace_back(migration.version, migration.title);
        return all;
    };
    EXPECT_EQ(titles(sqlite_migrations()), titles(postgres_migrations()));
}

TEST_F(Schemas, have_the_same_tables_columns_keys_indexes_and_references) {
    sqlite.open(sqlite_migrations(), clock);
    postgres.open(postgres_migrations(), clock);
    for (const auto& [what, of_sqlite, of_postgres] : questions) {
        const auto lines_of_sqlite = lines(sqlite, of_sqlite);
        EXPECT_GT(lines_of_sqlite.size(), 5) << what;
        EXPECT_EQ(lines(postgres, of_postgres), lines_of_sqlite) << what;
    }
}

TEST_F(Schemas, compare_texts_by_their_bytes_on_both) {
    postgres.open(postgres_migrations(), clock);
    constexpr auto others = R"(
        SELECT t.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
        JOIN pg_namespace s ON s.oid = t.relnamespace AND s.nspname = 'public'
        JOIN pg_collation c ON c.oid = a.attcollation
        WHERE t.relkind = 'r' AND t.relname <> 'schema_migrations' AND c.collname <> 'C')";
    EXPECT_EQ(lines(postgres, others), std::vector<std::string>{}) << "are to be COLLATE \"C\"";
}

TEST_F(Schemas, have_only_strict_tables_in_sqlite) {
    sqlite.open(sqlite_migrations(), clock);
    constexpr auto others = R"(
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%')";
    EXPECT_EQ(lines(sqlite, others), std::vector<std::string>{}) << "are to be STRICT";
}

}  // namespace
}  // namespace rollcall::database
