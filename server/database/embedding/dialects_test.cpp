#include "database/embedding/dialects.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "database/migrations.hpp"

namespace rollcall::database {
namespace {

// The landed migrations that were written for each database; those after them are written once.
constexpr int last_written_twice = 8;

/// Where the text that was written for PostgreSQL is not the derived one.
struct KnownDifference {
    int version;
    std::string_view derived;
    std::string_view written;
};

constexpr KnownDifference known_differences[] = {
    {1, "-- Times are milliseconds since 1970 in UTC, booleans 1 and 0, ids UUIDv7.\n",
     "-- Times are milliseconds since 1970 in UTC, booleans 1 and 0, ids UUIDv7.\n"
     "-- Texts are ordered and compared by their bytes (COLLATE \"C\"), as SQLite does.\n"},
    {7, "json_patch('{}', json_object('greeting', greeting, 'prompt', prompt, 'voice', voice, 'language', language))",
     "json_strip_nulls(json_build_object('greeting', greeting, 'prompt', prompt, 'voice', voice, 'language', "
     "language))::TEXT"},
    {8, "CREATE TABLE calls (\n    number BIGINT PRIMARY KEY",
     "CREATE TABLE calls (\n    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
    {8, "CREATE TABLE call_arrivals (\n    number BIGINT PRIMARY KEY",
     "CREATE TABLE call_arrivals (\n    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
};

std::string refusal(std::string_view sql) {
    try {
        derive_postgres(sql);
        return "";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

TEST(Dialects, the_rule_gives_the_text_that_was_written_for_postgres_but_for_four_known_differences) {
    for (int index = 0; index < last_written_twice; ++index) {
        auto derived = derive_postgres(sqlite_migrations()[index].sql);
        for (const auto& difference : known_differences) {
            if (difference.version != index + 1) continue;
            const auto position = derived.find(difference.derived);
            ASSERT_NE(position, std::string::npos) << difference.derived;
            derived.replace(position, difference.derived.size(), difference.written);
        }
        EXPECT_EQ(derived, postgres_migrations()[index].sql) << sqlite_migrations()[index].title;
    }
}

TEST(Dialects, a_table_gets_the_types_of_postgres_and_loses_the_options_of_sqlite) {
    EXPECT_EQ(derive_postgres("CREATE TABLE notes (\n"
                              "    id INTEGER PRIMARY KEY,\n"
                              "    text TEXT NOT NULL DEFAULT ''\n"
                              ") STRICT;\n"
                              "CREATE TABLE tags (tag TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;\n"
                              "ALTER TABLE notes ADD COLUMN size INTEGER;\n"),
              "CREATE TABLE notes (\n"
              "    id BIGINT PRIMARY KEY,\n"
              "    text TEXT COLLATE \"C\" NOT NULL DEFAULT ''\n"
              ");\n"
              "CREATE TABLE tags (tag TEXT COLLATE \"C\" PRIMARY KEY);\n"
              "ALTER TABLE notes ADD COLUMN size BIGINT;\n");
}

TEST(Dialects, comments_quotes_and_parts_of_words_stay) {
    constexpr auto sql =
        "-- TEXT and INTEGER; it's STRICT\n"
        "SELECT 'INTEGER', 'it''s\nTEXT', \"TEXT\", INTEGERS, MY_TEXT, text FROM notes WHERE (1) = 1; -- TEXT";
    EXPECT_EQ(derive_postgres(sql), sql);
    EXPECT_EQ(derive_sqlite(sql), sql);
}

TEST(Dialects, a_cast_gives_a_text_without_a_collation) {
    EXPECT_EQ(derive_postgres("SELECT CAST(size AS TEXT), CAST(name AS INTEGER)"),
              "SELECT CAST(size AS TEXT), CAST(name AS BIGINT)");
}

TEST(Dialects, an_exception_is_written_for_each_database_and_not_derived) {
    constexpr auto sql =
        "CREATE TABLE calls (\n"
        "    -- sqlite:\n"
        "    number INTEGER PRIMARY KEY,\n"
        "    -- postgres:\n"
        "    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY CHECK (number::TEXT <> ''),\n"
        "    -- both:\n"
        "    id TEXT NOT NULL\n"
        ") STRICT;\n";
    EXPECT_EQ(derive_sqlite(sql),
              "CREATE TABLE calls (\n    number INTEGER PRIMARY KEY,\n    id TEXT NOT NULL\n) STRICT;\n");
    EXPECT_EQ(derive_postgres(sql),
              "CREATE TABLE calls (\n"
              "    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY CHECK (number::TEXT <> ''),\n"
              "    id TEXT COLLATE \"C\" NOT NULL\n);\n");
}

TEST(Dialects, an_exception_may_be_for_one_database_alone) {
    constexpr auto sql = "-- sqlite:\nSELECT 1;\n-- both:\nSELECT 2;\n-- postgres:\nSELECT 3;\n-- both:";
    EXPECT_EQ(derive_sqlite(sql), "SELECT 1;\nSELECT 2;\n");
    EXPECT_EQ(derive_postgres(sql), "SELECT 2;\nSELECT 3;\n");
}

TEST(Dialects, an_unknown_marker_is_refused) {
    EXPECT_EQ(refusal("SELECT 1;\n-- postgresql:\nSELECT 2;\n-- both:\n"),
              "line 2: \"-- postgresql:\" is not a marker; there are sqlite, postgres and both");
    EXPECT_EQ(refusal("  --SQLite :\n"), "line 1: \"-- SQLite:\" is not a marker; there are sqlite, postgres and both");
    EXPECT_THROW(derive_sqlite("-- end:\n"), std::runtime_error);
}

TEST(Dialects, markers_in_another_order_are_refused) {
    EXPECT_EQ(refusal("-- both:\n"), "line 1: \"-- both:\" may not follow here");
    EXPECT_EQ(refusal("-- sqlite:\n-- sqlite:\n"), "line 2: \"-- sqlite:\" may not follow here");
    EXPECT_EQ(refusal("-- postgres:\n-- sqlite:\n-- both:\n"), "line 2: \"-- sqlite:\" may not follow here");
    EXPECT_EQ(refusal("-- postgres:\n-- postgres:\n-- both:\n"), "line 2: \"-- postgres:\" may not follow here");
}

TEST(Dialects, an_exception_without_an_end_is_refused) {
    EXPECT_EQ(refusal("SELECT 1;\n-- sqlite:\nSELECT 2;\n"), "line 2: this exception does not end with \"-- both:\"");
}

TEST(Dialects, a_word_without_a_rule_is_refused_outside_an_exception) {
    EXPECT_EQ(refusal("-- What things weigh.\nCREATE TABLE things (\n    weight REAL\n) STRICT;\n"),
              "line 3: there is no rule for REAL; write an exception for each database");
    EXPECT_EQ(refusal("-- sqlite:\nSELECT 1;\n-- both:\n'\n' COLLATE NOCASE"),
              "line 5: there is no rule for COLLATE; write an exception for each database");
    EXPECT_EQ(refusal("-- postgres:\nSELECT 1::REAL;\n-- both:\n"), "");
}

TEST(Dialects, a_quote_without_an_end_is_refused) {
    EXPECT_EQ(refusal("SELECT 1;\nSELECT 'it''s\n"), "line 2: this quote does not end");
}

TEST(Dialects, table_options_in_another_order_are_refused) {
    EXPECT_EQ(refusal("CREATE TABLE tags (tag TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;"),
              "line 1: there is no rule for WITHOUT; write an exception for each database");
}

}  // namespace
}  // namespace rollcall::database
