#include "database/whole/new_postgres_database.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "core/error.hpp"
#include "database/postgres/extension_tables.hpp"
#include "database/postgres/migrate.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/whole/open_transaction.hpp"
#include "database/whole/table_rows.hpp"

namespace rollcall::database {

namespace {

using postgres::PostgresConnection;

constexpr auto settings = R"(
    SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET client_min_messages = warning)";

constexpr auto select_any_table = R"(
    SELECT t.relname FROM pg_class t
    WHERE t.relkind = 'r' AND t.relnamespace = CAST(current_schema() AS regnamespace) AND {} LIMIT 1)";

// Checked one by one, references would be kept in memory until the end.
constexpr auto select_references = R"(
    SELECT CAST(c.conname AS TEXT), CAST(t.relname AS TEXT), pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'f' AND c.connamespace = CAST(current_schema() AS regnamespace) AND {}
    ORDER BY t.relname, c.conname)";

constexpr auto select_identities = R"(
    SELECT CAST(t.relname AS TEXT), CAST(c.attname AS TEXT)
    FROM pg_attribute c JOIN pg_class t ON t.oid = c.attrelid
    WHERE c.attidentity <> '' AND t.relnamespace = CAST(current_schema() AS regnamespace) AND {})";

struct Reference {
    std::string name;
    std::string table;
    std::string definition;
};

struct Identity {
    std::string table;
    std::string column;
};

class NewPostgresDatabase final : public NewDatabase {
public:
    NewPostgresDatabase(const std::string& address, int schema, const Clock& clock) : clock_(clock) {
        connection_ = std::make_unique<PostgresConnection>(address, PostgresConnection::Access::write_alone);
        connection_->run_script(settings);
        connection_->begin();
        require_no_tables(*connection_);
        postgres::create_migrations_table(*connection_);
        postgres::migrate_in_transaction(*connection_, postgres_migrations().first(static_cast<std::size_t>(schema)),
                                         clock);
        drop_references();
        set_identities("BY DEFAULT");
        tables_ = list_postgres_tables(*connection_);
        for (const auto& table : tables_) delete_rows(*connection_, table);
        transaction_ = std::make_unique<OpenTransaction>(*connection_);
    }

    ~NewPostgresDatabase() override { connection_->roll_back(); }

    const std::vector<TableLayout>& tables() const override { return tables_; }
    DatabaseConnection& connection() override { return *connection_; }
    Database& database() override { return *transaction_; }

    void end_part() override {}

    void check_references() override {
        for (const auto& [name, table, definition] : references_) {
            connection_->run_script(
                fmt::format("ALTER TABLE \"{}\" ADD CONSTRAINT \"{}\" {}", table, name, definition));
        }
        set_identities("ALWAYS");
        advance_identities();
    }

    void migrate() override {
        const auto missing = postgres_migrations().subspan(static_cast<std::size_t>(count_migrations()));
        postgres::migrate_in_transaction(*connection_, missing, clock_);
        connection_->run_script("ANALYZE");
    }

    void publish() override {
        try {
            connection_->commit();
        } catch (const Error&) {
            if (!connection_->is_lost()) throw;
            throw PublishedInDoubt("the connection was lost before the database had answered that it keeps it");
        }
    }

    static void require_no_tables(DatabaseConnection& connection) {
        const auto table = connection.first(fmt::format(select_any_table, postgres::is_of_no_extension),
                                            [](const Row& row) { return row.text(0); });
        if (!table) return;
        throw std::runtime_error(fmt::format(
            "The PostgreSQL database has tables already ({}), and is never overwritten. Name an empty one.", *table));
    }

private:
    std::int64_t count_migrations() {
        return connection_
            ->first("SELECT count(*) FROM schema_migrations", [](const Row& row) { return row.integer(0); })
            .value();
    }

    void drop_references() {
        references_ =
            connection_->all(fmt::format(select_references, postgres::is_of_no_extension), [](const Row& row) {
                return Reference{row.text(0), row.text(1), row.text(2)};
            });
        for (const auto& [name, table, definition] : references_) {
            connection_->run_script(fmt::format("ALTER TABLE \"{}\" DROP CONSTRAINT \"{}\"", table, name));
        }
        identities_ =
            connection_->all(fmt::format(select_identities, postgres::is_of_no_extension), [](const Row& row) {
                return Identity{row.text(0), row.text(1)};
            });
    }

    /// Whether an INSERT may name the value: BY DEFAULT or ALWAYS.
    void set_identities(std::string_view generated) {
        for (const auto& [table, column] : identities_) {
            connection_->run_script(
                fmt::format("ALTER TABLE \"{}\" ALTER COLUMN \"{}\" SET GENERATED {}", table, column, generated));
        }
    }

    /// So that the next number is a new one.
    void advance_identities() {
        for (const auto& [table, column] : identities_) {
            connection_->run_script(fmt::format(
                "SELECT setval(pg_get_serial_sequence('{0}', '{1}'), max({1})) FROM {0} HAVING max({1}) IS NOT NULL",
                table, column));
        }
    }

    const Clock& clock_;
    std::unique_ptr<PostgresConnection> connection_;
    std::vector<Reference> references_;
    std::vector<Identity> identities_;
    std::vector<TableLayout> tables_;
    std::unique_ptr<OpenTransaction> transaction_;
};

template <class Function>
auto with_plain_error(Function function) {
    try {
        return function();
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(fmt::format("Cannot use the PostgreSQL database: {}", error.what()));
    }
}

}  // namespace

void require_no_postgres_tables(const std::string& address) {
    const auto connection = with_plain_error(
        [&] { return std::make_unique<PostgresConnection>(address, PostgresConnection::Access::read); });
    NewPostgresDatabase::require_no_tables(*connection);
}

std::unique_ptr<NewDatabase> create_postgres_database(const std::string& address, int schema, const Clock& clock) {
    return with_plain_error([&] { return std::make_unique<NewPostgresDatabase>(address, schema, clock); });
}

}  // namespace rollcall::database
