#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "database/sqlite/migrate.hpp"
#include "database/testing_backends.hpp"

/// A database that an older Rollcall filled keeps its rows through the migrations that follow.
namespace rollcall::database {
namespace {

// The schema that is filled; the next migration rebuilds tables in SQLite.
constexpr std::size_t filled_version = 8;

// Rows in each table of that version, several where a deletion that cascades or a lost value would not be noticed else.
constexpr std::string_view rows[] = {
    "INSERT INTO accounts VALUES (1, 'Harbour', 1, 12, 10, 'per_minute', 'Europe/Berlin', 14, 3)",
    "INSERT INTO readiness VALUES (1, 20)",
    R"(INSERT INTO members VALUES
       ('m1', 'Ada@harbour.example', 'ada@harbour.example', 'Ada', 'ada', 'Owner', 'administrator', 0, 'hash', 0, NULL,
        100, 200, 5, 'p1'),
       ('m2', 'ben@harbour.example', 'ben@harbour.example', 'Ben', 'ben', NULL, 'member', 31, 'hash', 1, 150, 110, 0, 2,
        NULL),
       ('m3', 'cleo@harbour.example', 'cleo@harbour.example', 'Cleo', 'cleo', NULL, 'member', 4, '', 0, NULL, 120, 0, 1,
        NULL))",
    "INSERT INTO sessions VALUES ('s1', 'token 1', 'm1', 'Browser', '192.0.2.1', 130, 140),"
    " ('s2', 'token 2', 'm2', 'Browser', '192.0.2.2', 130, 140)",
    "INSERT INTO sign_in_failures VALUES ('192.0.2.9', 150), ('192.0.2.9', 150)",
    "INSERT INTO companies VALUES ('c1', 'North', 'north', 'north', 100, 1), ('c2', 'South', 'south', 'south', 100, 4)",
    "INSERT INTO agents VALUES ('a1', 'c1', 'Reception', 'reception', 'reception', 'Hello', NULL, NULL, 'en', 1, 2, 3,"
    " '{}'), ('a2', 'c2', 'Sales', 'sales', 'sales', NULL, NULL, NULL, NULL, 1, 2, 3, NULL)",
    "INSERT INTO agent_assignments VALUES ('m2', 'a1'), ('m3', 'a1'), ('m3', 'a2')",
    "INSERT INTO company_assignments VALUES ('m2', 'c2')",
    "INSERT INTO erasures VALUES ('m0', 'm1', 1, 2, 3), ('m00', 'm1', 1, 2, NULL)",
    "INSERT INTO audit_entries VALUES ('e1', 100, 'm1', 'member.updated', 'm2', 'permissions,role'),"
    " ('e2', 101, 'm1', 'member.removed', 'm0', '')",
    "INSERT INTO member_search VALUES (7, 'm1', 'ada', 'ada owner'), (8, 'm2', 'ben', 'ben')",
    "INSERT INTO member_search_entries VALUES ('ad', 7), ('be', 8)",
    R"(INSERT INTO mail VALUES
       ('l1', 'm3', 'invitation', 'sealed', 'queued', 2, 300, 'refused', 120, NULL),
       ('l2', 'm2', 'password_reset', NULL, 'sent', 1, NULL, NULL, 121, 122))",
    "INSERT INTO invitations VALUES ('m3', 'invitation 1', 999, 'm1', 'l1')",
    "INSERT INTO password_resets VALUES ('reset 1', 'm2', 998)",
    "INSERT INTO api_tokens VALUES ('t1', 'api token 1', 'm1', 'Export', 100, 200, 0)",
    "INSERT INTO unreferenced_blobs VALUES ('pictures/m0', 500)",
    "INSERT INTO agent_versions VALUES ('v1', 'a1', 1, '{}', 'm1', 100), ('v2', 'a1', 2, '{}', 'm1', 101)",
    R"(INSERT INTO connections VALUES
       ('k1', 'vapi', 'Main', 'main', 'main', 'sealed', 400, 'A signature is wrong.', 401, 100, 6),
       ('k2', 'retell', 'Second', 'second', 'second', NULL, 0, NULL, 0, 101, 1))",
    "INSERT INTO agent_external_ids VALUES ('k1', 'x1', 'a1'), ('k2', 'x2', 'a2')",
    "INSERT INTO unknown_agents VALUES ('u1', 'k1', 'x9', NULL, 1, 100, 101)",
    R"(INSERT INTO calls (id, connection_id, external_id, external_agent_id, agent_id, status, direction, started_at,
                          ended_at, duration, outcome, created_at, updated_at) VALUES
       ('call1', 'k1', 'y1', 'x1', 'a1', 'ended', 'inbound', 100, 200, 100, 'successful', 100, 200),
       ('call2', 'k1', 'y2', 'x9', NULL, 'ongoing', NULL, 100, NULL, NULL, NULL, 100, 200),
       ('call3', NULL, NULL, NULL, 'a2', 'failed', 'web', 100, 200, 100, 'unknown', 100, 200))",
    "INSERT INTO call_transcripts SELECT number, '[]' FROM calls WHERE id = 'call1'",
    "INSERT INTO call_words SELECT 'hello', 'a1', 100, number FROM calls WHERE id = 'call1'",
    "INSERT INTO recordings (call_number, status, next_attempt_at) SELECT number, 'waiting', 300 FROM calls",
    "INSERT INTO call_events VALUES ('w1', 'k1', 'y1', 'ended', 'hash 1', '{}', 100)",
    "INSERT INTO call_arrivals (call_id, agent_id) VALUES ('call1', 'a1'), ('call3', 'a2')",
    "INSERT INTO agent_days VALUES ('a1', 20000, 1, 100, 102, 120, 7, 1)",
    "INSERT INTO idempotency_keys VALUES ('m1', 'key', 'hash', 'call3', 100)",
};

constexpr std::string_view shape_of_sqlite[] = {
    R"(SELECT name || ' ' || type || ' strict ' || strict || ' without rowid ' || wr FROM pragma_table_list
       WHERE schema = 'main')",
    R"(SELECT t.name || '.' || c.name || ' ' || c.cid || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' ||
              COALESCE(c.dflt_value, '')
       FROM pragma_table_list t, pragma_table_xinfo(t.name) c WHERE t.schema = 'main')",
    R"(SELECT t.name || ' ' || i.origin || ' ' || i."unique" || ' ' || i.partial || ' ' || (
              SELECT group_concat(COALESCE(x.name, '')) FROM pragma_index_xinfo(i.name) x)
       FROM pragma_table_list t, pragma_index_list(t.name) i WHERE t.schema = 'main')",
    R"(SELECT t.name || '.' || f."from" || ' ' || f."table" || ' ' || COALESCE(f."to", '') || ' ' || f.on_delete
       FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main')",
    "SELECT sql FROM sqlite_schema WHERE type IN ('index', 'view') AND sql IS NOT NULL",
};

constexpr std::string_view shape_of_postgres[] = {
    R"(SELECT table_name || '.' || column_name || ' ' || ordinal_position || ' ' || data_type || ' ' || is_nullable ||
              ' ' || COALESCE(column_default, '')
       FROM information_schema.columns WHERE table_schema = 'public')",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    R"(SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
       WHERE contype <> 'c' AND connamespace = 'public'::regnamespace)",
    "SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'",
};

using Lines = std::vector<std::string>;

Lines read_lines(DatabaseConnection& connection, std::string_view sql) {
    auto lines = connection.all(sql, [](const Row& row) { return row.optional_text(0).value_or("NULL"); });
    std::ranges::sort(lines);
    return lines;
}

class Upgrades : public testing::OnEachBackend {
protected:
    Upgrades() {
        migrate_to(filled_version);
        const auto connection = empty.connect_to_write();
        for (const auto sql : rows) connection->execute(sql);
    }

    bool is_sqlite() const { return GetParam() == testing::Backend::sqlite; }
    std::span<const Migration> all_migrations() const {
        return is_sqlite() ? sqlite_migrations() : postgres_migrations();
    }
    void migrate_to(std::size_t version) const { empty.open(all_migrations().first(version), clock); }

    /// The migrations to `version`, of which the last runs `sql`; that has to outlive them.
    std::vector<Migration> replace_last(std::size_t version, const std::string& sql) const {
        std::vector<Migration> migrations(all_migrations().begin(), all_migrations().begin() + version);
        migrations.back().sql = sql;
        return migrations;
    }

    /// Opens with the migrations to `version`, the last of which has `end` behind its own. Returns why that failed.
    std::string break_migration(std::size_t version, std::string_view end) const {
        const auto sql = std::string(all_migrations()[version - 1].sql) + std::string(end);
        try {
            empty.open(replace_last(version, sql), clock);
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

    /// The columns of each table, as SQL that makes one text of a row.
    std::map<std::string, std::string> read_tables() const {
        constexpr auto of_sqlite = R"(
            SELECT t.name, group_concat('COALESCE(CAST(' || c.name || ' AS TEXT), ''NULL'')', ' || ''|'' || ')
            FROM pragma_table_list t, pragma_table_info(t.name) c
            WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name)";
        constexpr auto of_postgres = R"(
            SELECT table_name, string_agg('COALESCE(CAST(' || column_name || ' AS TEXT), ''NULL'')', ' || ''|'' || '
                                          ORDER BY ordinal_position)
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name IN (
                SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')
            GROUP BY table_name)";
        std::map<std::string, std::string> tables;
        empty.connect_to_read()->run(is_sqlite() ? of_sqlite : of_postgres, {},
                                     [&](const Row& row) { tables[row.text(0)] = row.text(1); });
        tables.erase("schema_migrations");
        return tables;
    }

    std::map<std::string, Lines> read_rows(const std::map<std::string, std::string>& tables) const {
        const auto connection = empty.connect_to_read();
        std::map<std::string, Lines> all;
        for (const auto& [table, columns] : tables) {
            all[table] = read_lines(*connection, fmt::format("SELECT {} FROM {}", columns, table));
        }
        return all;
    }

    /// Tables, columns, keys, indexes, references and views: all but the CHECKs.
    Lines read_shape() const {
        const auto connection = empty.connect_to_read();
        const auto questions = is_sqlite() ? std::span<const std::string_view>(shape_of_sqlite)
                                           : std::span<const std::string_view>(shape_of_postgres);
        Lines shape;
        for (const auto question : questions) {
            const auto lines = read_lines(*connection, question);
            EXPECT_FALSE(lines.empty()) << question;
            shape.insert(shape.end(), lines.begin(), lines.end());
        }
        return shape;
    }

    Lines read_applied() const {
        return read_lines(*empty.connect_to_read(), "SELECT CAST(version AS TEXT) FROM schema_migrations");
    }

    bool is_accepted(std::string_view sql) const {
        try {
            empty.connect_to_write()->execute(sql);
            return true;
        } catch (const ConstraintViolated&) {
            return false;
        }
    }
};

TEST_P(Upgrades, begin_with_rows_in_each_table) {
    for (const auto& [table, lines] : read_rows(read_tables())) EXPECT_FALSE(lines.empty()) << table;
}

TEST_P(Upgrades, keep_each_row_of_each_table) {
    const auto tables = read_tables();
    const auto before = read_rows(tables);
    migrate_to(all_migrations().size());
    EXPECT_EQ(read_rows(tables), before);
}

TEST_P(Upgrades, give_API_tokens_all_scopes_and_at_most_a_year_from_now) {
    const auto execute = [&](std::string_view sql) { empty.connect_to_write()->execute(sql); };
    execute("INSERT INTO api_tokens VALUES ('t2', 'api token 2', 'm1', 'No end', 100, NULL, 0)");
    execute("INSERT INTO api_tokens VALUES ('t3', 'api token 3', 'm1', 'Far', 100, 99000000000000, 0)");
    constexpr auto year = std::chrono::milliseconds(std::chrono::days(365)).count();
    constexpr auto resolution = 1000;  // the migration counts in seconds
    const auto before = milliseconds(SystemClock().now()) + year - resolution;
    migrate_to(all_migrations().size());
    const auto after = milliseconds(SystemClock().now()) + year + resolution;

    std::map<std::string, std::int64_t> expiry;
    empty.connect_to_read()->run("SELECT id, expires_at, scopes, prefix FROM api_tokens", {}, [&](const Row& row) {
        expiry[row.text(0)] = row.integer(1);
        EXPECT_EQ(row.integer(2), 0b111111) << row.text(0);
        EXPECT_TRUE(row.is_null(3)) << row.text(0);
    });
    EXPECT_EQ(expiry.at("t1"), 200) << "it expires earlier";
    for (const auto* token : {"t2", "t3"}) {
        EXPECT_GE(expiry.at(token), before) << token;
        EXPECT_LE(expiry.at(token), after) << token;
    }
}

TEST_P(Upgrades, count_the_sign_in_of_a_session_as_its_confirmation) {
    migrate_to(all_migrations().size());
    EXPECT_EQ(read_lines(*empty.connect_to_read(), "SELECT CAST(confirmed_at AS TEXT) FROM sessions"),
              (Lines{"130", "130"}));
}

TEST_P(Upgrades, leave_a_sound_file_without_broken_references) {
    migrate_to(all_migrations().size());
    if (!is_sqlite()) return;  // PostgreSQL enforces references meanwhile
    const auto connection = empty.connect_to_read();
    EXPECT_EQ(read_lines(*connection, "PRAGMA foreign_key_check"), Lines{});
    EXPECT_EQ(read_lines(*connection, "PRAGMA integrity_check"), Lines{"ok"});
}

TEST_P(Upgrades, of_checks_change_no_column_key_index_reference_or_view) {
    const auto before = read_shape();
    migrate_to(9);
    EXPECT_EQ(read_shape(), before);
}

TEST_P(Upgrades, let_roles_kinds_of_mail_and_platforms_become_more) {
    constexpr std::string_view new_values[] = {
        "UPDATE members SET role = 'company_administrator' WHERE id = 'm2'",
        "UPDATE mail SET kind = 'access_ends' WHERE id = 'l1'",
        "UPDATE connections SET platform = 'another' WHERE id = 'k2'",
    };
    for (const auto sql : new_values) EXPECT_FALSE(is_accepted(sql)) << sql;
    migrate_to(9);
    for (const auto sql : new_values) EXPECT_TRUE(is_accepted(sql)) << sql;
    EXPECT_FALSE(is_accepted("UPDATE mail SET state = 'lost' WHERE id = 'l1'")) << "this list stays";
}

TEST_P(Upgrades, still_delete_what_belongs_to_a_deleted_row) {
    migrate_to(all_migrations().size());
    const auto connection = empty.connect_to_write();
    connection->execute("DELETE FROM mail WHERE id = 'l1'");
    EXPECT_EQ(read_lines(*connection, "SELECT mail_id FROM invitations"), Lines{"NULL"});
    connection->execute("DELETE FROM members WHERE id = 'm2'");
    EXPECT_EQ(read_lines(*connection, "SELECT id FROM sessions"), Lines{"s1"});
    EXPECT_EQ(read_lines(*connection, "SELECT id FROM mail"), Lines{});
    EXPECT_THROW(connection->execute("DELETE FROM connections WHERE id = 'k1'"), ConstraintViolated) << "it has calls";
}

TEST_P(Upgrades, that_fail_at_their_end_leave_everything_as_it_was) {
    const auto tables = read_tables();
    for (auto version = filled_version + 1; version <= all_migrations().size(); ++version) {
        const auto before = std::pair(read_rows(tables), read_shape());
        EXPECT_NE(break_migration(version, "\nSELECT * FROM nowhere;"), "");
        EXPECT_EQ(std::pair(read_rows(tables), read_shape()), before);
        EXPECT_EQ(read_applied().size(), version - 1);
        migrate_to(version);
    }
}

// As when the power goes: nothing is rolled back, and pages that are not committed are in the log already.
void migrate_and_crash(sqlite::SqliteConnection& connection, std::span<const Migration> migrations,
                       const Clock& clock) {
    connection.execute("PRAGMA cache_size = 1");
    const auto crash = [](sqlite3_context*, int, sqlite3_value**) { ::_exit(7); };
    sqlite3_create_function(connection.handle(), "crash", 0, SQLITE_UTF8, nullptr, crash, nullptr, nullptr);
    sqlite::migrate_sqlite(connection, migrations, clock);
}

TEST_P(Upgrades, that_end_in_a_crash_leave_everything_as_it_was) {
    const auto tables = read_tables();
    const auto before = std::pair(read_rows(tables), read_shape());
    if (is_sqlite()) {
        const auto sql = std::string(all_migrations()[filled_version].sql) + "\nSELECT crash();";
        const auto migrations = replace_last(filled_version + 1, sql);
        const auto connection = empty.connect_to_write();
        EXPECT_EXIT(migrate_and_crash(dynamic_cast<sqlite::SqliteConnection&>(*connection), migrations, clock),
                    ::testing::ExitedWithCode(7), "");
    } else {
        EXPECT_NE(break_migration(filled_version + 1, "\nSELECT pg_terminate_backend(pg_backend_pid());"), "");
    }
    EXPECT_EQ(read_applied().size(), filled_version);
    EXPECT_EQ(std::pair(read_rows(tables), read_shape()), before);
    migrate_to(all_migrations().size());
    EXPECT_EQ(read_rows(tables), before.first);
}

ROLLCALL_ON_BOTH_BACKENDS(Upgrades);

}  // namespace
}  // namespace rollcall::database
